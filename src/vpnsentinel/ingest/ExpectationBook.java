package vpnsentinel.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverGroup;
import vpnsentinel.settings.ByClient;
import vpnsentinel.settings.Settings;
import vpnsentinel.verdict.Expectations;

/** What the settings expect of each client. Immutable. */
public final class ExpectationBook {
    private final Expectations allowed;
    private final ByClient countries;
    private final ByClient networks;
    private final ByClient exits;
    private final Expectations forAll;
    private final Map<String, Expectations> own = new HashMap<>();

    public ExpectationBook(Settings settings) {
        allowed = Expectations.of(settings.list("dns.allowed").stream()
                .flatMap(word -> ResolverGroup.parse(word).stream())
                .toList());
        countries = settings.byClient("expected.countries");
        networks = settings.byClient("expected.asns");
        exits = settings.byClient("expected.exits");
        forAll = make("");
        for (ByClient lists : List.of(countries, networks, exits)) {
            lists.own().keySet().forEach(id -> own.put(id, make(id)));
        }
    }

    /** What is expected of the client with this id. */
    public Expectations of(String clientId) {
        return own.getOrDefault(clientId, forAll);
    }

    private Expectations make(String clientId) {
        return allowed.exits(
                all(countries, clientId, Country::parse),
                all(networks, clientId, Asn::parse),
                all(exits, clientId, Prefix::parse));
    }

    private static <T> List<T> all(ByClient lists, String clientId, Function<String, Optional<T>> parser) {
        return lists.of(clientId).stream()
                .flatMap(each -> parser.apply(each).stream())
                .toList();
    }
}
