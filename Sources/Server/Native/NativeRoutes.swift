/// The native API: one resource per noun.
package func nativeRoutes(_ rooms: Rooms) -> [Route] {
    WorkspaceRoutes(rooms: rooms).all + OfferRoutes(rooms: rooms).all + ICPRoutes(rooms: rooms).all
        + AccountRoutes(rooms: rooms).all + ContactRoutes(rooms: rooms).all
        + SnapshotRoutes(rooms: rooms).all + FactRoutes(rooms: rooms).all + ScoreRoutes(rooms: rooms).all
        + LeadRoutes(rooms: rooms).all + ListRoutes(rooms: rooms).all + ActivityRoutes(rooms: rooms).all
        + SignalRoutes(rooms: rooms).all + ScorecardRoutes(rooms: rooms).all
        + ArtifactRoutes(rooms: rooms).all + RunRoutes(rooms: rooms).all + ExportRoutes(rooms: rooms).all
}
