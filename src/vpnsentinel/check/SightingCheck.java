package vpnsentinel.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Half;

/**
 * Puts the answers of echo providers, resolver methods, and STUN servers in lines: one for all that saw the same, and one
 * for all that are missing for the same reason. Each alone may be missing; all together may not.
 */
public final class SightingCheck {
    private static final String ECHO_HINT = "one provider is enough; VPN_SENTINEL_PROBE_TIMEOUT gives them more time";
    private static final String NO_ECHO_HINT =
            "without one, nothing can be proven: let this host reach one of them by HTTP"
                    + " or HTTPS, or add one as a route file";
    private static final String UDP_HINT = "let UDP out through the tunnel, or set VPN_SENTINEL_STUN_SERVERS";
    /** Names that are listed before they are only counted. */
    private static final int MOST_NAMES = 4;

    private SightingCheck() {}

    /**
     * What the providers see of this host's line.
     *
     * @param needed whether the half can do nothing without any
     */
    public static List<CheckRow> exits(Half half, List<Timed<Answer<ExitSighting>>> answers, boolean needed) {
        String line = half.word() + (half == Half.SERVER ? ": home line" : ": exit address");
        if (answers.isEmpty()) {
            return List.of(CheckRow.of(
                    line,
                    needed ? CheckOutcome.FAILED : CheckOutcome.NOTE,
                    "no provider is asked",
                    needed ? NO_ECHO_HINT : ""));
        }
        Map<Address, List<Timed<ExitSighting>>> seen = new TreeMap<>();
        answers.forEach(each -> {
            if (each.value() instanceof Answer.Seen<ExitSighting> sight) {
                seen.computeIfAbsent(sight.value().address(), address -> new ArrayList<>())
                        .add(new Timed<>(sight.value(), each.took()));
            }
        });
        if (seen.isEmpty()) {
            return List.of(CheckRow.of(
                            line,
                            needed ? CheckOutcome.FAILED : CheckOutcome.NOTE,
                            "none of " + answers.size() + " providers answered: " + reasons(answers),
                            NO_ECHO_HINT)
                    .took(longest(answers)));
        }
        List<CheckRow> rows = new ArrayList<>();
        seen.forEach((address, same) -> rows.add(line(line, same, answers.size(), isAlone(address, seen))));
        rows.addAll(missing(half.word() + ": providers", answers, ECHO_HINT));
        return rows;
    }

    private static boolean isAlone(Address address, Map<Address, ?> seen) {
        return seen.keySet().stream()
                        .filter(each -> Family.of(each) == Family.of(address))
                        .count()
                == 1;
    }

    private static CheckRow line(String what, List<Timed<ExitSighting>> same, int all, boolean alone) {
        String words = same.stream()
                .map(each -> words(each.value()))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        String by = names(same.stream().map(each -> each.value().source()).toList());
        return CheckRow.of(
                        what,
                        alone ? CheckOutcome.OK : CheckOutcome.NOTE,
                        words + ", as " + same.size() + " of " + all + " providers see it: " + by,
                        alone ? "" : "providers disagree: several lines, or one provider is wrong")
                .took(longest(same));
    }

    /** From where the STUN servers see datagrams of this host arrive. */
    public static List<CheckRow> udp(List<Answer<ExitSighting>> answers) {
        List<CheckRow> rows = new ArrayList<>();
        Map<String, List<String>> seen = new LinkedHashMap<>();
        for (ExitSighting each : Answer.values(answers)) {
            seen.computeIfAbsent(words(each), words -> new ArrayList<>()).add(each.source());
        }
        seen.forEach((words, names) ->
                rows.add(CheckRow.of("client: UDP", CheckOutcome.OK, words + ", as seen by " + names(names), "")));
        rows.addAll(missing(
                "client: UDP",
                answers.stream().map(each -> new Timed<>(each, Duration.ZERO)).toList(),
                UDP_HINT));
        return rows;
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
     * What the methods say of the name servers.
     *
     * @param needed whether the half can do nothing without any
     */
    public static List<CheckRow> resolvers(Half half, List<Timed<Answer<ResolverSighting>>> answers, boolean needed) {
        String what = half.word() + ": resolver";
        boolean any = answers.stream()
                .anyMatch(each -> each.value() instanceof Answer.Seen<ResolverSighting> seen
                        && seen.value().tellsAddresses());
        if (!any) {
            return List.of(noResolver(what, answers, needed).took(longest(answers)));
        }
        List<CheckRow> rows = new ArrayList<>();
        Map<String, List<Timed<String>>> seen = new LinkedHashMap<>();
        for (Timed<Answer<ResolverSighting>> each : answers) {
            if (each.value() instanceof Answer.Seen<ResolverSighting> sight) {
                seen.computeIfAbsent(words(sight.value()), words -> new ArrayList<>())
                        .add(new Timed<>(sight.source(), each.took()));
            }
        }
        seen.forEach((words, by) -> rows.add(CheckRow.of(
                        what,
                        CheckOutcome.OK,
                        words + ", by " + names(by.stream().map(Timed::value).toList()),
                        "")
                .took(longest(by))));
        rows.addAll(missing(what, answers, "the other methods are enough; this name server may not pass it on"));
        return rows;
    }

    private static CheckRow noResolver(String what, List<Timed<Answer<ResolverSighting>>> answers, boolean needed) {
        CheckOutcome outcome = needed ? CheckOutcome.FAILED : CheckOutcome.NOTE;
        String why = answers.isEmpty() ? "no method is asked" : reasons(answers);
        if (why.contains("cannot be read")) {
            return CheckRow.of(what, outcome, why, "let VPN_SENTINEL_RESOLV_CONF name a file that this user can read");
        }
        if (why.contains("names no name server")) {
            return CheckRow.of(
                    what, outcome, why, "it needs nameserver lines; VPN_SENTINEL_RESOLV_CONF names another file");
        }
        if (why.contains("no resolver method") || answers.isEmpty()) {
            return CheckRow.of(what, outcome, why, "resolver routes are left out, or third parties are not asked");
        }
        return CheckRow.of(
                what,
                outcome,
                "none of " + answers.size() + " resolver methods got an answer: " + why,
                "without one, nothing can be proven of DNS: is there internet here, and do the name servers answer?");
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

    /** One row for each reason. */
    private static <T> List<CheckRow> missing(String what, List<Timed<Answer<T>>> answers, String hint) {
        Map<String, List<Timed<String>>> reasons = new LinkedHashMap<>();
        for (Timed<Answer<T>> each : answers) {
            if (each.value() instanceof Answer.Missing<T> missing) {
                reasons.computeIfAbsent(missing.why(), why -> new ArrayList<>())
                        .add(new Timed<>(missing.source(), each.took()));
            }
        }
        List<CheckRow> rows = new ArrayList<>();
        reasons.forEach((why, sources) -> rows.add(CheckRow.of(
                        what,
                        CheckOutcome.MISSING,
                        names(sources.stream().map(Timed::value).toList()) + ": " + why,
                        rows.size() + 1 == reasons.size() ? hint : "") // one for all
                .took(longest(sources))));
        return rows;
    }

    private static <T> String reasons(List<Timed<Answer<T>>> answers) {
        return answers.stream()
                .map(each -> each.value() instanceof Answer.Missing<T> missing ? missing.why() : "no address")
                .distinct()
                .limit(MOST_NAMES)
                .collect(Collectors.joining("; "));
    }

    private static String names(List<String> sources) {
        TreeSet<String> names = new TreeSet<>(sources);
        return names.size() > MOST_NAMES
                ? names.stream().limit(MOST_NAMES - 1).collect(Collectors.joining(", ")) + ", and "
                        + (names.size() - MOST_NAMES + 1) + " more"
                : String.join(", ", names);
    }

    private static Duration longest(List<? extends Timed<?>> all) {
        return all.stream().map(Timed::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
