/// A body that is made while it is sent.
package struct ResponseStream: Sendable {
    /// Whether a stopping server ends it at once (live events) instead of waiting for its end (downloads).
    package let endsAtStop: Bool
    /// Writes the body; its return is the body's end, its error breaks the connection off.
    package let produce: @Sendable (Writer) async throws -> Void

    package init(endsAtStop: Bool, produce: @escaping @Sendable (Writer) async throws -> Void) {
        self.endsAtStop = endsAtStop
        self.produce = produce
    }

    /// Where the producer writes; a write waits while the client is slower than the producer.
    package struct Writer: Sendable {
        let send: @Sendable ([UInt8]) async throws -> Void

        /// Sends `bytes`, once there is room; throws `CancellationError` when the client has gone.
        package func write(_ bytes: [UInt8]) async throws { try await send(bytes) }

        /// Sends `text`.
        package func write(_ text: String) async throws { try await send(Array(text.utf8)) }
    }
}

/// One server-sent event (WHATWG HTML 9.2).
package struct ServerSentEvent: Sendable {
    package var id: String?
    package var event: String?
    package var data: String

    package init(id: String? = nil, event: String? = nil, data: String) {
        self.id = id
        self.event = event
        self.data = data
    }

    /// A line that means nothing, sent now and then so that nobody between takes the silence for death.
    package static let heartbeat = Array(": still here\n\n".utf8)

    /// The event as it is sent; line ends inside a field cannot start another field.
    package var bytes: [UInt8] {
        var text = ""
        if let id { text += "id: \(Self.oneLine(id))\n" }
        if let event { text += "event: \(Self.oneLine(event))\n" }
        // `\r\n` is one Character, so this splits at all three kinds of line end.
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        return Array((text + "\n").utf8)
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}

extension Response {
    /// A live stream of server-sent events; it ends when the client goes or the server stops.
    package static func events(
        _ produce: @escaping @Sendable (ResponseStream.Writer) async throws -> Void
    ) -> Response {
        let headers: Headers = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        return Response(headers: headers, body: .stream(ResponseStream(endsAtStop: true, produce: produce)))
    }
}

extension ResponseStream.Writer {
    /// Sends one event.
    package func send(_ event: ServerSentEvent) async throws { try await write(event.bytes) }
}
