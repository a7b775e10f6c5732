import Domain

extension Content {
    /// The content as the pipeline reads it, without bringing it into memory.
    var source: ByteSource {
        ByteSource(count: count) { [self] offset, wanted in
            let end = min(offset + wanted, count)
            guard offset < end else { return [] }
            return try slice(offset..<end).bytes(limit: end - offset)
        }
    }
}
