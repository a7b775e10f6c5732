import Domain
import Wire

/// A free question to a vendor, whether the server is there and has the model.
struct Probe: Sendable {
    let url: String
    let headers: [Header]
    let hasModel: @Sendable (JSON) -> Bool
}

/// What a probe found, for `doctor` and the health page.
package enum ModelStatus: Hashable, Sendable, CustomStringConvertible {
    case ready
    /// The server answers and does not know the model.
    case modelMissing
    /// The server answers and does not accept the key.
    case keyRefused
    case unavailable(ModelFailure)

    package var description: String {
        switch self {
        case .ready: "ready"
        case .modelMissing: "the server does not have this model"
        case .keyRefused: "the server does not accept the key"
        case .unavailable(let failure): "\(failure)"
        }
    }
}

extension LanguageModel {
    /// A person may be waiting for the answer.
    private static let probeTime: Duration = .seconds(3)

    /// Asks whether server and model are there, at no cost.
    package func status(_ world: World) async -> ModelStatus {
        do {
            let response = try await world.send(
                OutboundRequest(url: probe.url, headers: probe.headers, timeout: Self.probeTime))
            switch response.status {
            case 200: return probe.hasModel(try JSON.object(in: response)) ? .ready : .modelMissing
            case 401, 403: return .keyRefused
            case 404: return .modelMissing
            default: return .unavailable(.rejected(status: response.status, code: nil))
            }
        } catch let failure as OutboundFailure {
            return .unavailable(.unreachable(failure))
        } catch {
            return .unavailable(.malformed("the server sent no JSON object"))
        }
    }
}
