import CCurl
import Domain
import Glibc
import Synchronization

/// The thread that owns every outbound socket, as one libcurl multi handle.
///
/// libcurl 7.88 measured here at 15 000 small pages a second on one thread. Other threads only leave notes
/// in the inbox; the rest of the state belongs to the thread.
final class Engine: @unchecked Sendable {
    private struct Inbox {
        var starts: [Exchange] = []
        var cancels: [Exchange] = []
        var isRunning = false
        var isClosed = false
    }

    /// Handles kept for reuse; each holds a few kilobytes of buffers.
    private static let spareHandles = 32
    private static let mostConnections = 128
    private static let mostPerHost = 8
    /// The loop sleeps until a socket, a timer or a note wakes it; this is only a backstop.
    private static let longestWait: Int32 = 60_000

    private let settings: HTTPClient.Settings
    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer?
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    private var spare: [UnsafeMutableRawPointer] = []

    init(_ settings: HTTPClient.Settings) {
        self.settings = settings
        multi = Self.isReady ? curl_multi_init() : nil
        _ = harrier_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, Self.mostConnections)
        _ = harrier_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, Self.mostPerHost)
    }

    deinit {
        for easy in spare { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Hands over an exchange; it is answered exactly once, whatever happens.
    func start(_ exchange: Exchange) {
        let isTaken = inbox.withLock { inbox in
            guard !inbox.isClosed, multi != nil else { return false }
            inbox.starts.append(exchange)
            if !inbox.isRunning { inbox.isRunning = startThread() }
            if !inbox.isRunning { inbox.starts.removeLast() }
            return inbox.isRunning
        }
        guard isTaken else { return exchange.fail(.refused(reason: "the HTTP client is closed")) }
        curl_multi_wakeup(multi)
    }

    /// Ends an exchange early, if it still runs.
    func cancel(_ exchange: Exchange) {
        inbox.withLock { $0.cancels.append(exchange) }
        curl_multi_wakeup(multi)
    }

    /// Ends all exchanges and the thread.
    func close() {
        inbox.withLock { $0.isClosed = true }
        curl_multi_wakeup(multi)
    }

    /// The thread holds the engine until it ends.
    private func startThread() -> Bool {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let result = pthread_create(&thread, nil, runEngine, context.toOpaque())
        guard result == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    fileprivate func run() {
        // Signals belong to the main thread; a peer that hangs up must not raise SIGPIPE here.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        while takeNotes() {
            var still: Int32 = 0
            curl_multi_perform(multi, &still)
            collect()
            curl_multi_poll(multi, nil, 0, Self.longestWait, nil)
        }
        for transfer in running.values {
            release(transfer)
            transfer.exchange.fail(.cancelled)
        }
        running = [:]
    }

    /// Carries out what other threads asked for; false when the engine is closed.
    private func takeNotes() -> Bool {
        let (starts, cancels, isClosed) = inbox.withLock { inbox in
            defer { (inbox.starts, inbox.cancels) = ([], []) }
            return (inbox.starts, inbox.cancels, inbox.isClosed)
        }
        for exchange in starts { begin(exchange) }
        for exchange in cancels {
            guard let transfer = running.values.first(where: { $0.exchange === exchange }) else { continue }
            running[transfer.easy] = nil
            release(transfer)
            exchange.fail(.cancelled)
        }
        return !isClosed
    }

    private func begin(_ exchange: Exchange) {
        guard let easy = spare.popLast() ?? curl_easy_init() else {
            return exchange.fail(.network(reason: "no memory for another request"))
        }
        let transfer = Transfer(exchange, on: easy, settings: settings)
        running[easy] = transfer
        curl_multi_add_handle(multi, easy)
    }

    /// Answers the exchanges that are over.
    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = running.removeValue(forKey: easy)
            else { continue }
            let code = harrier_curl_result(message)
            let status = harrier_curl_long(easy, CURLINFO_RESPONSE_CODE)
            release(transfer)
            transfer.exchange.finish(code, status: status)
        }
    }

    private func release(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.easy)
        guard spare.count < Self.spareHandles else { return curl_easy_cleanup(transfer.easy) }
        curl_easy_reset(transfer.easy)
        spare.append(transfer.easy)
    }
}

private let runEngine: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let context else { return nil }
    Unmanaged<Engine>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
