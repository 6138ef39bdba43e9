package lab.core;

import demo.Line;
import java.util.Locale;
import java.util.Optional;

/** The lines of {@code /cdn-cgi/trace}: {@code loc} is the country of the caller's address, {@code colo} the place nearby. */
record TraceSite(Geography geography) implements Site {
    @Override
    public Page answer(Visit visit) {
        if (!visit.uri().getPath().equals("/cdn-cgi/trace")) {
            return Page.failure(404);
        }
        Optional<Line> line = geography.line(visit.caller());
        return Page.text("""
                fl=000f00
                h=%s
                ip=%s
                ts=%d.000
                visit_scheme=%s
                uag=%s
                colo=%s
                sliver=none
                http=http/1.1
                loc=%s
                tls=%s
                sni=%s
                warp=off
                gateway=off
                rbi=off
                kex=%s
                """.formatted(
                        visit.host(),
                        visit.caller(),
                        visit.at().getEpochSecond(),
                        visit.encrypted() ? "https" : "http",
                        visit.agent(),
                        line.map(TraceSite::colo).orElse("XXX"),
                        line.map(known -> known.country().code()).orElse("XX"),
                        visit.encrypted() ? "TLSv1.3" : "off",
                        visit.encrypted() ? "plaintext" : "off",
                        visit.encrypted() ? "X25519" : "none"));
    }

    /** Three capitals as airports have them, made of the city's name. */
    private static String colo(Line line) {
        String letters = line.place().city().replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT) + "XXX";
        return letters.substring(0, 3);
    }
}
