package lab.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import demo.Line;
import demo.Provider;
import java.util.Optional;
import vpnsentinel.network.Address;

/** A geolocation service: it knows its caller's network and place, and those of any address that it is asked for. */
record DirectorySite(Provider provider, Geography geography) implements Site {
    @Override
    public Page answer(Visit visit) {
        Optional<String> asked = provider.asked(visit.uri().getPath(), visit.caller());
        if (asked.isEmpty()) {
            return Page.failure(404);
        }
        Optional<Line> line = Address.parse(asked.get()).flatMap(geography::line);
        ObjectNode body = line.map(known -> provider.known(known, visit.query()))
                .orElseGet(() -> provider.unknown(asked.get(), visit.query()));
        return new Page(200, "application/json; charset=utf-8", body.toString(), provider.headers(false));
    }

    @Override
    public Page failure(int status) {
        return switch (status) {
            case 429 -> new Page(429, "application/json", provider.tooMany(), provider.headers(true));
            case 403 -> new Page(403, "application/json", provider.forbidden(), provider.headers(false));
            default -> Page.failure(status);
        };
    }
}
