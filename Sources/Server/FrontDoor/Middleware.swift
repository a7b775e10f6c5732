/// A step around a handler: does something before, after, or instead.
package typealias Middleware = @Sendable (@escaping Handler) -> Handler

/// `handler` with `steps` around it, the first outermost.
package func wrap(_ handler: @escaping Handler, in steps: [Middleware]) -> Handler {
    steps.reversed().reduce(handler) { inner, step in step(inner) }
}

/// A last touch on an answer, before it goes out.
typealias Finish = @Sendable (_ request: Request, _ response: inout Response) -> Void

/// Gives every answer `touches`, in order: one step for all of them, because each step costs every request.
func finish(_ touches: [Finish]) -> Middleware {
    { next in
        { request in
            var response = await next(request)
            for touch in touches { touch(request, &response) }
            return response
        }
    }
}

/// A rule on the header section of a request; it throws when the request breaks it.
package typealias Rule = @Sendable (Request) throws(HTTPError) -> Void

/// Refuses what breaks one of `rules`, the first broken one speaking.
func enforce(_ rules: [Rule]) -> Middleware {
    { next in
        { request in
            for rule in rules {
                do throws(HTTPError) { try rule(request) } catch { return request.failure(error) }
            }
            return await next(request)
        }
    }
}
