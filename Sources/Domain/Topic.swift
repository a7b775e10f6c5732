/// The five durable topics between the steps, by the names users of Kafka expect (S5-23).
package enum Topic: String, Hashable, Sendable, CaseIterable {
    case rawEvents = "raw.events"
    case cleanEvents = "clean.events"
    case companiesUpdates = "companies.updates"
    case signalsDetected = "signals.detected"
    case actionsTriggered = "actions.triggered"
}
