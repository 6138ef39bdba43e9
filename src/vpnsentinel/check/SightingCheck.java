package vpnsentinel.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Half;

/** Puts the answers of echo providers and resolver methods in lines. Each alone may be missing; all together may not. */
public final class SightingCheck {
    private static final String ECHO_HINT = "one provider is enough; VPN_SENTINEL_PROBE_TIMEOUT gives them more time";

    private SightingCheck() {}

    /**
     * What each provider sees of this host's line.
     *
     * @param needed whether the half can do nothing without any
     */
    public static List<CheckRow> exits(Half half, List<Timed<Answer<ExitSighting>>> answers, boolean needed) {
        List<CheckRow> rows = new ArrayList<>();
        Set<String> addresses = new TreeSet<>();
        for (Timed<Answer<ExitSighting>> each : answers) {
            String what = half.word() + ": provider " + each.value().source();
            rows.add((each.value() instanceof Answer.Seen<ExitSighting> seen
                            ? CheckRow.of(what, CheckOutcome.OK, words(seen.value()), "")
                            : CheckRow.of(what, CheckOutcome.MISSING, why(each.value()), ECHO_HINT))
                    .took(each.took()));
            if (each.value() instanceof Answer.Seen<ExitSighting> seen) {
                addresses.add(seen.value().address().toString());
            }
        }
        rows.add(together(half, addresses, needed));
        return rows;
    }

    /** From where each STUN server sees datagrams of this host arrive. */
    public static List<CheckRow> udp(List<Answer<ExitSighting>> answers) {
        return answers.stream()
                .map(each -> each instanceof Answer.Seen<ExitSighting> seen
                        ? CheckRow.of("client: UDP to " + each.source(), CheckOutcome.OK, words(seen.value()), "")
                        : CheckRow.of(
                                "client: UDP to " + each.source(),
                                CheckOutcome.MISSING,
                                why(each),
                                "let UDP out through the tunnel, or set VPN_SENTINEL_STUN_SERVERS"))
                .toList();
    }

    private static CheckRow together(Half half, Set<String> addresses, boolean needed) {
        String what = half.word() + (half == Half.SERVER ? ": home line" : ": exit address");
        if (addresses.isEmpty()) {
            return CheckRow.of(
                    what,
                    needed ? CheckOutcome.FAILED : CheckOutcome.NOTE,
                    "no provider answered",
                    "let this host reach one of them by HTTP and HTTPS, or add one as a route file");
        }
        String seen = String.join(", ", addresses);
        long v6 = addresses.stream().filter(each -> each.contains(":")).count();
        return v6 <= 1 && addresses.size() - v6 <= 1
                ? CheckRow.of(what, CheckOutcome.OK, seen, "")
                : CheckRow.of(
                        what,
                        CheckOutcome.NOTE,
                        "providers disagree: " + seen,
                        "several lines, or one provider is wrong");
    }

    private static String words(ExitSighting seen) {
        return Stream.of(
                        seen.address().toString(),
                        seen.network().toString(),
                        seen.place().country().map(Object::toString).orElse(""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /**
     * What each method says of each name server.
     *
     * @param needed whether the half can do nothing without any
     */
    public static List<CheckRow> resolvers(Half half, List<Timed<Answer<ResolverSighting>>> answers, boolean needed) {
        List<CheckRow> rows = new ArrayList<>();
        boolean any = false;
        for (Timed<Answer<ResolverSighting>> each : answers) {
            String what = half.word() + ": resolver by " + each.value().source();
            if (each.value() instanceof Answer.Seen<ResolverSighting> seen) {
                any |= seen.value().tellsAddresses();
                rows.add(CheckRow.of(what, CheckOutcome.OK, words(seen.value()), "")
                        .took(each.took()));
            } else {
                rows.add(
                        CheckRow.of(what, CheckOutcome.MISSING, why(each.value()), "the name server may not pass it on")
                                .took(each.took()));
            }
        }
        String what = half.word() + ": resolver";
        rows.add(
                any
                        ? CheckRow.of(what, CheckOutcome.OK, "answers", "")
                        : CheckRow.of(
                                what,
                                needed ? CheckOutcome.FAILED : CheckOutcome.NOTE,
                                "no method got an answer",
                                "look at the nameserver lines of the file that VPN_SENTINEL_RESOLV_CONF names"));
        return rows;
    }

    private static String words(ResolverSighting seen) {
        String egress = seen.egress().stream().map(Object::toString).collect(Collectors.joining(", "));
        String from = seen.seenFrom().stream().map(Object::toString).collect(Collectors.joining(", "));
        return "name server " + seen.nameserver() + (egress.isEmpty() ? "" : " asks from " + egress)
                + (from.isEmpty() ? "" : " saw us as " + from)
                + seen.transport()
                        .map(word -> " leads to the resolver by " + word)
                        .orElse("");
    }

    private static String why(Answer<?> answer) {
        return answer instanceof Answer.Missing<?> missing ? missing.why() : "";
    }
}
