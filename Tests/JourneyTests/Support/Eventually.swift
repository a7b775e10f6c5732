/// Waits for what happens in the background of another process, where there is nothing to await.
///
/// - Returns: The first value there is; nil when patience ran out.
func eventually<Value: Sendable>(
    within limit: Duration = .seconds(60), _ look: @Sendable () async throws -> Value?
) async throws -> Value? {
    let start = ContinuousClock.now
    repeat {
        if let value = try await look() { return value }
        try await Task.sleep(for: .milliseconds(20))
    } while ContinuousClock.now - start < limit
    return nil
}
