import CMicroHTTPD

/// Hands an answer to the HTTP library.
enum Reply {
    /// How much of a stream the library asks for at a time.
    private static let block = 16 << 10

    /// Queues `response`; `channel` carries its body if that is a stream that somebody will read.
    static func queue(_ response: Response, on library: OpaquePointer, channel: Channel?) -> Bool {
        guard let handle = make(response.body, channel) else {
            channel?.close()
            return false
        }
        defer { MHD_destroy_response(handle) }
        for field in response.headers where field.name != .contentLength {
            MHD_add_response_header(handle, field.name.text, field.value)
        }
        return MHD_queue_response(library, UInt32(response.status), handle) == .YES
    }

    private static func make(_ body: Response.Body, _ channel: Channel?) -> OpaquePointer? {
        switch body {
        case .none: MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        case .bytes(let bytes):
            bytes.withUnsafeBytes { bytes in
                // The library only reads what it is to copy.
                let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                return MHD_create_response_from_buffer(bytes.count, start, .RESPMEM_MUST_COPY)
            }
        case .file(let file):
            // The library closes the descriptor it is given.
            MHD_create_response_from_fd64(UInt64(file.count), file.duplicate())
        case .stream: stream(channel)
        }
    }

    private static func stream(_ channel: Channel?) -> OpaquePointer? {
        let unknownSize = UInt64.max
        guard let channel else {
            // The answer to a HEAD. Told to use chunks, the library would send the last chunk of a body it does not
            // send (0.9.75), so it is told not to, and closes.
            let handle = MHD_create_response_from_callback(
                unknownSize, block, { _, _, _, _ in Int(MHD_CONTENT_READER_END_OF_STREAM) }, nil, nil)
            harrier_mhd_without_chunks(handle)
            return handle
        }
        return MHD_create_response_from_callback(
            unknownSize, block,
            { context, _, room, count in
                guard let context, let room else { return Int(MHD_CONTENT_READER_END_WITH_ERROR) }
                let channel = Unmanaged<Channel>.fromOpaque(context).takeUnretainedValue()
                switch channel.read(into: UnsafeMutableRawBufferPointer(start: room, count: count)) {
                case .bytes(let count): return count
                case .waiting: return 0
                case .end: return Int(MHD_CONTENT_READER_END_OF_STREAM)
                case .broken: return Int(MHD_CONTENT_READER_END_WITH_ERROR)
                }
            },
            Unmanaged.passRetained(channel).toOpaque(),
            { context in
                guard let context else { return }
                Unmanaged<Channel>.fromOpaque(context).takeRetainedValue().close()
            })
    }
}

extension Response {
    /// The whole answer as it goes over the wire, for answers given past the library; these end the connection.
    var wireBytes: [UInt8] {
        var body: [UInt8] = []
        if case .bytes(let bytes) = self.body { body = bytes }
        let reason = String(cString: MHD_get_reason_phrase_for(UInt32(status)))
        var text = "HTTP/1.1 \(status) \(reason)\r\n"
        for field in headers where field.name != .contentLength {
            text += "\(field.name): \(field.value)\r\n"
        }
        text += "connection: close\r\ncontent-length: \(body.count)\r\n\r\n"
        return Array(text.utf8) + body
    }
}
