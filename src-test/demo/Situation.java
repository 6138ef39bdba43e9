package demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;

/**
 * How a simulated client's traffic leaves at present. Says what is seen of it, never what that means.
 *
 * @param exit the line that echo providers see; empty when none of them answers
 * @param resolver the line from which its names are resolved; empty when no method answers
 * @param otherwise what single providers see instead of the exit
 */
public record Situation(Optional<Line> exit, Optional<Line> resolver, Map<Provider, Line> otherwise) {
    private static final String SILENCE = "time-out after 5 s";
    private static final String NAME_SERVER = "10.2.0.1";

    public Situation {
        otherwise = Map.copyOf(otherwise);
    }

    /** Traffic leaves by the exit, names are resolved by the resolver. */
    public static Situation of(Line exit, Line resolver) {
        return new Situation(Optional.of(exit), Optional.of(resolver), Map.of());
    }

    /** Everything leaves by one VPN. */
    public static Situation behind(World.Vpn vpn) {
        return of(vpn.exit(), vpn.resolver());
    }

    /** The same, leaving by another line. */
    public Situation exit(Line other) {
        return new Situation(Optional.of(other), resolver, otherwise);
    }

    /** The same, while no echo provider answers. */
    public Situation withoutExit() {
        return new Situation(Optional.empty(), resolver, Map.of());
    }

    /** The same, with names resolved elsewhere. */
    public Situation resolver(Line other) {
        return new Situation(exit, Optional.of(other), otherwise);
    }

    /** The same, while no method shows the resolver. */
    public Situation withoutResolver() {
        return new Situation(exit, Optional.empty(), otherwise);
    }

    /** The same, but one provider sees another line. */
    public Situation seen(Provider by, Line other) {
        Map<Provider, Line> changed = new EnumMap<>(Provider.class);
        changed.putAll(otherwise);
        changed.put(by, other);
        return new Situation(exit, resolver, changed);
    }

    /** What the asked providers answer. */
    List<Answer<ExitSighting>> exits(Collection<Provider> asked) {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        for (Provider provider : asked) {
            Optional<Line> line = Optional.ofNullable(otherwise.get(provider)).or(() -> exit);
            answers.add(line.<Answer<ExitSighting>>map(l -> new Answer.Seen<>(provider.source(), sighting(provider, l)))
                    .orElse(new Answer.Missing<>(provider.source(), SILENCE)));
        }
        return answers;
    }

    private static ExitSighting sighting(Provider provider, Line line) {
        return new ExitSighting(provider.source(), provider.source(), line.address(), line.network(), line.place());
    }

    /** What two methods of different operators find out about the resolver. */
    List<Answer<ResolverSighting>> resolvers() {
        return List.of(resolver("google-myaddr", "Google"), resolver("akamai-whoami", "Akamai"));
    }

    private Answer<ResolverSighting> resolver(String method, String operator) {
        return resolver.<Answer<ResolverSighting>>map(line -> new Answer.Seen<>(
                        method,
                        new ResolverSighting(
                                method, operator, NAME_SERVER, List.of(line.address()), List.of(), List.of())))
                .orElse(new Answer.Missing<>(method, SILENCE));
    }
}
