import CCurl

/// A URL as libcurl itself understands it: what is judged is what is connected to.
public final class HTTPTarget {
    let handle: OpaquePointer
    /// The scheme, in lower case.
    public let scheme: String
    /// The host, without its port; an IPv6 address stands in brackets.
    public let host: String

    /// The target of a URL, or `nil` where it is none or carries a user name.
    public init?(_ url: String) {
        // NUL would end the text for libcurl, but not for whoever reads the configuration.
        guard !url.utf8.contains(0), let handle = curl_url() else { return nil }
        guard curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
            Self.part(CURLUPART_USER, of: handle) == nil, Self.part(CURLUPART_PASSWORD, of: handle) == nil,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle)
        else {
            curl_url_cleanup(handle)
            return nil
        }
        self.handle = handle
        self.scheme = scheme
        // file:///… has no host; its scheme is refused before anybody asks for one.
        host = Self.part(CURLUPART_HOST, of: handle) ?? ""
    }

    deinit { curl_url_cleanup(handle) }

    /// Scheme, host, port and path: what a person may see, without a query that may hold a key.
    public var shown: String {
        let port = Self.part(CURLUPART_PORT, of: handle).map { ":\($0)" } ?? ""
        let path = Self.part(CURLUPART_PATH, of: handle) ?? ""
        return "\(scheme)://\(host)\(port)\(path == "/" ? "" : path)"
    }

    /// The same server with a path behind its own, e.g. `/api/v1/query_range` behind `/prometheus`.
    ///
    /// - Returns: `nil` where libcurl refuses the path.
    public func appending(path: String) -> HTTPTarget? {
        guard let copy = curl_url_dup(handle) else { return nil }
        defer { curl_url_cleanup(copy) }
        var own = Self.part(CURLUPART_PATH, of: copy) ?? ""
        while own.hasSuffix("/") { own.removeLast() }
        guard curl_url_set(copy, CURLUPART_PATH, own + path, 0) == CURLUE_OK,
            let url = Self.part(CURLUPART_URL, of: copy)
        else { return nil }
        return HTTPTarget(url)
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
