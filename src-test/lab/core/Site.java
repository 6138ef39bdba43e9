package lab.core;

import java.util.Map;

/** A web service that tells its callers what it sees of them. */
interface Site {
    /** The answer to a request. */
    Page answer(Visit visit);

    /** The answer when it fails with status 403, 429, or 500. */
    default Page failure(int status) {
        return Page.failure(status);
    }

    /** A site whose only page is plain text: the caller's address and what comes behind it. */
    static Site plain(String end) {
        return visit -> visit.uri().getPath().matches("/?") ? Page.text(visit.caller() + end) : Page.failure(404);
    }

    /** The answers of ipify.org: text, or JSON when asked for. */
    static Site ipify() {
        return visit -> {
            if (!visit.uri().getPath().matches("/?")) {
                return Page.failure(404);
            }
            return visit.query().contains("format=json")
                    ? Page.json("{\"ip\":\"" + visit.caller() + "\"}")
                    : Page.text(visit.caller().toString());
        };
    }

    /** All sites by their names. */
    static Map<String, Site> all(Geography geography) {
        Site ipinfo = new DirectorySite(demo.Provider.IPINFO, geography);
        Site trace = new TraceSite(geography);
        return Map.ofEntries(
                Map.entry("ipinfo.io", ipinfo),
                Map.entry("v6.ipinfo.io", ipinfo),
                Map.entry("ip-api.com", new DirectorySite(demo.Provider.IP_API, geography)),
                Map.entry("ipwhois.app", new DirectorySite(demo.Provider.IPWHOIS, geography)),
                Map.entry("ipwho.is", new DirectorySite(demo.Provider.IPWHO_IS, geography)),
                Map.entry("api.ipify.org", ipify()),
                Map.entry("api6.ipify.org", ipify()),
                Map.entry("api64.ipify.org", ipify()),
                Map.entry("icanhazip.com", plain("\n")),
                Map.entry("ipv4.icanhazip.com", plain("\n")),
                Map.entry("ipv6.icanhazip.com", plain("\n")),
                Map.entry("checkip.amazonaws.com", plain("\n")),
                Map.entry("ident.me", plain("")),
                Map.entry("v4.ident.me", plain("")),
                Map.entry("v6.ident.me", plain("")),
                Map.entry("www.cloudflare.com", trace),
                Map.entry("one.one.one.one", trace));
    }
}
