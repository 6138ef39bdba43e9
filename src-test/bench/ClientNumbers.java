package bench;

import java.util.Locale;

/**
 * What the client costs, beside its limits.
 *
 * @param share the share of one core that watching takes
 * @param resident MiB of memory
 */
record ClientNumbers(RoundCost four, RoundCost six, RoundCost raw, double share, long resident) {
    private static final double MOST_CPU = 50;
    private static final double MOST_SHARE = 0.01;
    private static final int MOST_REQUESTS = 24;

    boolean areWithinLimits() {
        return four.median() < MOST_CPU
                && six.median() < MOST_CPU
                && share <= MOST_SHARE
                && requests(four) <= MOST_REQUESTS
                && requests(six) <= 2 * MOST_REQUESTS;
    }

    private static long requests(RoundCost of) {
        return of.asked().hourly(of.asked().requests());
    }

    String report() {
        return String.format(
                        Locale.ROOT,
                        "# The client beside plain calls%n%n"
                                + "JDK %s, %d CPUs; the shipped client in a process of its own, one name server, two STUN servers.%n"
                                + "Rounds come every second and are measured after 20 of them, the watch and a beat a second included;%n"
                                + "the hour is one of twelve rounds, as the default interval makes them, in which nothing is in doubt.%n%n"
                                + "| what | IPv4 only | dual stack | limit | plain calls |%n|---|---|---|---|---|%n",
                        System.getProperty("java.vm.version"),
                        Runtime.getRuntime().availableProcessors())
                + row("CPU of a round, median, ms", "%.1f", four.median(), six.median(), "50", raw.median())
                + counts("third-party HTTP requests an hour", requests(four), requests(six), "24 / 48")
                + counts("DNS questions an hour, beside one each 5 s to a name server", names(four), names(six), "")
                + counts("STUN questions an hour", datagrams(four), datagrams(six), "")
                + counts(
                        "HTTP requests of the first round",
                        four.start().requests(),
                        six.start().requests(),
                        "")
                + String.format(Locale.ROOT, "| CPU of the watch alone, %% of a core | %.2f | | 1 | |%n", 100 * share)
                + String.format(Locale.ROOT, "| resident memory, MiB | %d | | | |%n", resident);
    }

    private static long names(RoundCost of) {
        return of.asked().hourly(of.asked().names());
    }

    private static long datagrams(RoundCost of) {
        return of.asked().hourly(of.asked().datagrams());
    }

    private static String row(String what, String format, double one, double other, String limit, double plain) {
        return String.format(
                Locale.ROOT,
                "| %s | " + format + " | " + format + " | %s | " + format + " |%n",
                what,
                one,
                other,
                limit,
                plain);
    }

    private static String counts(String what, long one, long other, String limit) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %s | |%n", what, one, other, limit);
    }
}
