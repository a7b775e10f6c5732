import Server
import Testing
import Wire

/// The listener over real sockets: what a well-behaved client gets.
@Suite struct ListenerTests {
    @Test func answersOneRequest() async throws {
        try await withServer { server in
            let reply = try await server.get("/health")
            #expect(reply.status == 200)
            #expect(reply["content-type"] == "application/json")
            #expect(reply.text == #"{"status":"ok"}"#)
        }
    }

    @Test func keepsTheConnectionForTheNextRequest() async throws {
        try await withServer { server in
            let client = try server.client()
            for id in 1...3 {
                try await client.send("GET /api/leads/\(id) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await client.receive().text == "{\"id\":\(id)}")
            }
            #expect(server.listener.openConnections == 1)
        }
    }

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await withServer { server in
            let client = try server.client()
            let requests = (1...20).map { "GET /api/leads/\($0) HTTP/1.1\r\nHost: localhost\r\n\r\n" }
            try await client.send(requests.joined())
            for id in 1...20 { #expect(try await client.receive().text == "{\"id\":\(id)}") }
        }
    }

    @Test func answersAHeadWithoutABody() async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send("HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let reply = try await client.receive(toHead: true)
            #expect(reply.status == 200)
            #expect(reply["content-length"] == "15")
            try await client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await client.receive().body.count == 15)
        }
    }

    @Test func takesAnHTTP10RequestAndCloses() async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send("GET /health HTTP/1.0\r\n\r\n")
            #expect(try await client.receive().status == 200)
            #expect(try await client.isClosed())
        }
    }

    @Test func takesABodyInChunks() async throws {
        try await withServer { server in
            let reply = try await server.ask(
                """
                POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\n\r\n4\r\n{"id\r\n5\r\n":7} \r\n0\r\n\r\n
                """)
            #expect(reply.status == 201)
            #expect(reply.text == #"{"id":7}"#)
        }
    }

    @Test func saysContinueToAClientThatAsksFirst() async throws {
        try await withServer { server in
            let client = try server.client()
            let head = "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            try await client.send(head + "Content-Length: 8\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await client.receiveHead().status == 100)
            try await client.send(#"{"id":7}"#)
            #expect(try await client.receive().status == 201)
        }
    }

    @Test func keepsASmallUploadInMemoryAndALargeOneOnDisk() async throws {
        try await withServer { server in
            for (size, isOnDisk) in [(100, false), (2 << 20, true)] {
                let body =
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                    + String(repeating: "x", count: size) + "\r\n--b--\r\n"
                let reply = try await server.ask(
                    """
                    POST /leads/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\
                    Content-Type: multipart/form-data; boundary=b\r\n\r\n\(body)
                    """)
                #expect(reply.text == "{\"bytes\":\(size),\"onDisk\":\(isOnDisk)}")
            }
        }
    }

    @Test func listensOnSeveralPortsAndTellsThemApart() async throws {
        let routes = [
            Route(.get, "/port", .ops, "The port", answers: [.json(.integer)]) { request in
                .json(.int(Int64(request.door.port)))
            }
        ]
        let twoPorts: (inout ListenerSettings) -> Void = { settings in
            settings.addresses = [ListenAddress(loopbackPort: 0), ListenAddress(loopbackPort: 0)]
        }
        try await withServer(routes, adjust: twoPorts) { server in
            for address in server.listener.addresses {
                let client = try Client(port: address.port)
                try await client.send("GET /port HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await client.receive().text == "\(address.port)")
            }
        }
    }

    @Test func saysWhichPortIsTaken() async throws {
        try await withServer { server in
            let taken = ListenAddress(loopbackPort: server.port)
            let door = try FrontDoor(Sample.routes)
            #expect(throws: ListenError.inUse(taken)) {
                try Listener.start(ListenerSettings(addresses: [taken], spool: "."), gate: door.gate)
            }
        }
    }
}
