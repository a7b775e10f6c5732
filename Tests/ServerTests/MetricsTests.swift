import Testing

@testable import Server

/// The Prometheus text format, to the letter.
@Suite struct MetricsTests {
    @Test func writesEachFamilyWithHelpAndType() async {
        let metrics = Metrics()
        metrics.counter("harrier_reads_total", "Texts read.").add(3)
        metrics.gauge("harrier_queue_depth", "Waiting.").set(-2)
        #expect(
            await metrics.text() == """
                # HELP harrier_reads_total Texts read.
                # TYPE harrier_reads_total counter
                harrier_reads_total 3
                # HELP harrier_queue_depth Waiting.
                # TYPE harrier_queue_depth gauge
                harrier_queue_depth -2

                """)
    }

    @Test func asksItsCollectorsEachTimeAndEscapesTheirLabels() async {
        let metrics = Metrics()
        let depth = Counter()
        metrics.collect {
            depth.add()
            let sample = Metrics.Sample("depth", [("topic", "a\"b\\c\nd")], Double(depth.value) + 0.5)
            return [
                Metrics.Family("depth", .gauge, "A\nB", [sample]),
                Metrics.Family("none", .gauge, "None.", []),
            ]
        }
        let line = #"depth{topic="a\"b\\c\nd"}"#
        #expect(await metrics.text() == "# HELP depth A\\nB\n# TYPE depth gauge\n\(line) 1.5\n")
        #expect(await metrics.text().hasSuffix("\(line) 2.5\n"))
    }

    @Test func bucketsAddUp() async {
        let metrics = Metrics()
        let histogram = metrics.histogram("took_seconds", "Time.")
        for milliseconds in [0, 1, 1, 2000, 60_000] { histogram.record(.milliseconds(milliseconds)) }
        let text = await metrics.text()
        for line in [
            #"took_seconds_bucket{le="0.0001"} 1"#, #"took_seconds_bucket{le="0.001"} 3"#,
            #"took_seconds_bucket{le="10.0"} 4"#, #"took_seconds_bucket{le="+Inf"} 5"#,
            "took_seconds_sum 62.002", "took_seconds_count 5",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }
}
