import Crawl
import Glibc
import Testing

@Suite struct IPAddressTests {
    @Test(
        arguments: [
            ("8.8.8.8", nil), ("1.1.1.1", nil), ("100.63.255.255", nil), ("100.128.0.0", nil),
            ("172.32.0.1", nil),
            ("192.169.0.1", nil), ("11.0.0.0", nil), ("223.255.255.255", nil),
            ("0.0.0.0", "unspecified"), ("10.1.2.3", "private"), ("100.64.0.1", "carrier-grade NAT"),
            ("100.127.255.255", "carrier-grade NAT"), ("127.0.0.1", "loopback"),
            ("127.255.255.254", "loopback"),
            ("169.254.169.254", "link-local"), ("172.16.0.1", "private"), ("172.31.255.255", "private"),
            ("192.0.0.8", "protocol assignment"), ("192.0.2.1", "documentation"),
            ("192.88.99.1", "6to4 relay"),
            ("192.168.1.1", "private"), ("198.18.0.1", "benchmarking"), ("198.19.255.255", "benchmarking"),
            ("198.51.100.7", "documentation"), ("203.0.113.7", "documentation"), ("224.0.0.1", "multicast"),
            ("239.255.255.255", "multicast"), ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"),
            ("2606:4700::1111", nil), ("2a00:1450:4001::1", nil), ("64:ff9b::808:808", nil),
            ("64:ff9b::a00:1", "private"), ("64:ff9b::7f00:1", "loopback"), ("64:ff9b:1::1", "unassigned"),
            ("::", "unspecified"), ("::1", "loopback"), ("::ffff:8.8.8.8", "IPv4-mapped"),
            ("::ffff:127.0.0.1", "IPv4-mapped"), ("::127.0.0.1", "IPv4-compatible"),
            ("fc00::1", "unique local"),
            ("fd12:3456::1", "unique local"), ("fe80::1", "link-local"), ("febf::1", "link-local"),
            ("fec0::1", "unassigned"), ("ff02::1", "multicast"), ("2001::1", "protocol assignment"),
            ("2001:1ff::1", "protocol assignment"), ("2001:200::1", nil), ("2001:db8::1", "documentation"),
            ("3fff::1", "documentation"), ("3fff:1000::1", nil), ("2002:7f00:1::", "6to4"),
            ("4000::1", "unassigned"),
            ("fd00:ec2::254", "unique local"),
        ] as [(String, String?)]) func exclusion(text: String, kind: String?) throws
    {
        #expect(try #require(address(text)).exclusion == kind)
    }

    @Test func `only 4 or 16 bytes make an address`() {
        #expect(
            IPAddress([]) == nil && IPAddress([127, 0, 0]) == nil
                && IPAddress([UInt8](repeating: 0, count: 17)) == nil)
        #expect(IPAddress([127, 0, 0, 1])?.description == "127.0.0.1")
        #expect(address("fe80::1")?.description == "fe80:0:0:0:0:0:0:1")
    }

    private func address(_ text: String) -> IPAddress? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return IPAddress(bytes[..<4]) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? IPAddress(bytes) : nil
    }
}
