import CMicroHTTPD
import Synchronization

/// One request and its answer, from the request line to the last byte sent.
///
/// `@unchecked`: `stage`, `request`, `intake` belong to the connection's library thread, which calls one callback
/// at a time; what other threads touch is behind `work` and `head`.
final class Exchange: @unchecked Sendable {
    private enum Stage {
        case head
        case body
        case handling
        case replying
    }

    private struct Work {
        var response: Response?
        var task: Task<Void, Never>?
        var channel: Channel?
        var isCancelled = false
        /// Whether the answer is a live stream, which a stopping server ends rather than awaits.
        var endsAtStop = false
    }

    private let rawTarget: String?
    private let connection: Connection
    private let daemon: Daemon
    private let library: OpaquePointer
    private let pause: Pause
    private let head = Mutex<Request?>(nil)
    private let work = Mutex(Work())
    private var stage = Stage.head
    private var request: Request?
    private var intake: Intake?

    /// A request for `rawTarget`, which is `nil` when it is not UTF-8.
    init(rawTarget: String?, connection: Connection, daemon: Daemon, library: OpaquePointer) {
        self.rawTarget = rawTarget
        self.connection = connection
        self.daemon = daemon
        self.library = library
        pause = Pause(library, suspend: MHD_suspend_connection, resume: MHD_resume_connection)
    }

    /// The header section, once it is in; for whoever must answer before the body is.
    var announced: Request? { head.withLock { $0 } }

    /// One call of the library: the header section is in, or a piece of the body, or its end, or we were resumed.
    func access(
        method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, piece: UnsafeRawBufferPointer
    ) -> MHD_Result {
        switch stage {
        case .head:
            return begin(
                RequestHead.Line(
                    method: Method(String(cString: method)), target: rawTarget,
                    version: String(cString: version)))
        case .body where !piece.isEmpty: return take(piece)
        case .body:
            handle()
            return reply()
        case .handling: return reply()
        case .replying: return .YES
        }
    }

    /// Nobody waits for this answer any more.
    func cancel() { cancel(answering: nil) }

    /// The server is about to stop and takes nothing new.
    func drain() {
        if work.withLock({ $0.endsAtStop }) { cancel() }
    }

    /// The server stops now: whoever still waits is told so.
    func abandon() { cancel(answering: daemon.gate.refuse(.stopping, announced)) }

    /// The library is done with the request: sent, broken off or refused.
    func end() {
        pause.end()
        cancel()
        connection.end(self)
        if stage != .head { daemon.traffic.leave(self) }
    }

    private func cancel(answering response: Response?) {
        let (task, channel) = work.withLock { work in
            work.isCancelled = true
            if let response, work.response == nil { work.response = response }
            return (work.task, work.channel)
        }
        task?.cancel()
        channel?.close()
        if response != nil { pause.signal() }
    }
}

// MARK: - Coming in

extension Exchange {
    private func begin(_ line: RequestHead.Line) -> MHD_Result {
        guard !connection.isRefused else { return .NO }
        do throws(HTTPError) {
            let request = try RequestHead.read(library, line, peer: connection.peer, door: daemon.door)
            self.request = request
            head.withLock { $0 = request }
            let length = RequestHead.bodyLength(request.headers)
            if length != .none {
                let policy = try daemon.gate.admit(request)
                intake = try Intake(policy, announced: length.known, spool: daemon.settings.spool)
            }
            stage = .body
            daemon.traffic.enter(self)
            return .YES
        } catch {
            return refuse(error)
        }
    }

    private func take(_ piece: UnsafeRawBufferPointer) -> MHD_Result {
        guard !connection.isRefused else { return .NO }
        do throws(HTTPError) {
            try intake?.append(piece)
            return .YES
        } catch {
            return refuse(error)
        }
    }

    /// The library can answer in the middle of a body only by reading it all, so we answer past it.
    private func refuse(_ error: HTTPError) -> MHD_Result {
        connection.refuse(error, request)
        return .NO
    }
}

// MARK: - Going out

extension Exchange {
    private func handle() {
        stage = .handling
        guard var request else { return }
        request.body = intake?.finish() ?? .none
        intake = nil
        let clientHasGone = connection.handling()
        let handle = daemon.gate.handle
        // Begins on this thread: an answer that waits for nothing needs neither a suspended connection nor
        // another thread, which measured 12 µs of CPU a request instead of 22.
        let task = Task.immediate { [request] in
            let response = await handle(request)
            work.withLock { if $0.response == nil { $0.response = response } }
            pause.signal()
        }
        let isCancelled = work.withLock { work in
            work.task = task
            return work.isCancelled
        }
        if isCancelled || clientHasGone { task.cancel() }
    }

    private func reply() -> MHD_Result {
        while true {
            if let response = work.withLock({ $0.response }) { return send(response) }
            if pause.wait() { return .YES }
        }
    }

    private func send(_ response: Response) -> MHD_Result {
        stage = .replying
        var response = response
        if daemon.traffic.isDraining { response.headers["connection"] = "close" }
        let isHead = request?.method == .head
        var channel: Channel?
        if case .stream(let stream) = response.body, !isHead { channel = open(stream) }
        connection.writing(within: channel == nil ? Self.allowance(for: response.contentLength ?? 0) : nil)
        return Reply.queue(response, on: library, channel: channel) ? .YES : .NO
    }

    /// Starts the task that makes a streamed body.
    private func open(_ stream: ResponseStream) -> Channel {
        let channel = Channel(pause: pause)
        let task = Task {
            do {
                try await stream.produce(ResponseStream.Writer { try await channel.write($0) })
                channel.finish(cleanly: true)
            } catch {
                channel.finish(cleanly: false)
            }
        }
        let isCancelled = work.withLock { work in
            work.task = task
            work.channel = channel
            work.endsAtStop = stream.endsAtStop
            return work.isCancelled || stream.endsAtStop && daemon.traffic.isDraining
        }
        if isCancelled {
            task.cancel()
            channel.close()
        }
        return channel
    }

    /// The slowest client we serve takes 16 KiB a second, after a minute's grace: a bad mobile line, not an attack.
    private static func allowance(for bytes: Int) -> Duration { .seconds(60 + bytes / (16 << 10)) }
}

extension HTTPError {
    fileprivate static let stopping = HTTPError(
        .unavailable, "The server is stopping.", hint: "Try again in a moment.")
}
