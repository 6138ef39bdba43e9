package vpnsentinel.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Prefix;
import vpnsentinel.settings.ByClient;
import vpnsentinel.settings.Settings;
import vpnsentinel.verdict.Expectations;

/** What the settings expect of each client. Immutable. */
public final class ExpectationBook {
    private final Expectations allowed;
    private final ByClient<Country> countries;
    private final ByClient<Asn> networks;
    private final ByClient<Prefix> exits;
    private final Expectations forAll;
    private final Map<String, Expectations> own = new HashMap<>();

    public ExpectationBook(Settings settings) {
        allowed = Expectations.of(settings.resolvers("dns.allowed"));
        countries = settings.byClient("expected.countries", Country.class);
        networks = settings.byClient("expected.asns", Asn.class);
        exits = settings.byClient("expected.exits", Prefix.class);
        forAll = make("");
        for (ByClient<?> lists : List.of(countries, networks, exits)) {
            lists.own().keySet().forEach(id -> own.put(id, make(id)));
        }
    }

    /** What is expected of the client with this id. */
    public Expectations of(String clientId) {
        return own.getOrDefault(clientId, forAll);
    }

    private Expectations make(String clientId) {
        return allowed.exits(countries.of(clientId), networks.of(clientId), exits.of(clientId));
    }
}
