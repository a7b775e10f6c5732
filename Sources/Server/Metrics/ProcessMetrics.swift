import Glibc

/// What Prometheus clients report of their own process, under the usual names.
enum ProcessMetrics {
    static func families() -> [Metrics.Family] {
        var families = [
            gauge(
                "process_start_time_seconds", "When the process started, in seconds since 1970.", startTime),
            Metrics.Family(
                "process_cpu_seconds_total", .counter, "CPU time used, user and system.",
                [.init("process_cpu_seconds_total", [], cpuSeconds)]),
        ]
        if let pages = residentPages {
            let bytes = Double(pages) * Double(sysconf(Int32(_SC_PAGESIZE)))
            families.append(gauge("process_resident_memory_bytes", "Memory in use.", bytes))
        }
        return families
    }

    /// Noted when first asked for, which is when the server starts.
    static let startTime: Double = {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }()

    private static var cpuSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static var residentPages: Int? {
        guard let file = OpenFile.reading("/proc/self/statm"), let bytes = try? file.read(at: 0, count: 128)
        else {
            return nil  // not Linux: the metric is left out
        }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]) : nil
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    private static func gauge(_ name: String, _ help: String, _ value: Double) -> Metrics.Family {
        Metrics.Family(name, .gauge, help, [.init(name, [], value)])
    }
}
