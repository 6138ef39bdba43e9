package vpnsentinel.check;

import java.time.Duration;

/** Says how often others' services are asked while nothing happens. */
public final class BudgetCheck {
    /** Echo providers that are asked in a round for each family, when nothing is in doubt. */
    private static final int ECHOES = 2;

    private BudgetCheck() {}

    /**
     * The row with the numbers.
     *
     * @param interval the time between two rounds
     * @param families how many families have a route
     * @param resolvers DNS questions of a round
     * @param stun STUN questions of a round
     */
    public static CheckRow of(Duration interval, int families, int resolvers, int stun) {
        long rounds = Math.max(1, Duration.ofHours(1).dividedBy(interval));
        return CheckRow.of(
                "client: third parties",
                CheckOutcome.NOTE,
                "an hour, when nothing is in doubt: " + rounds * families * ECHOES + " HTTP requests, "
                        + rounds * resolvers + " DNS and " + rounds * stun + " STUN questions",
                "VPN_SENTINEL_INTERVAL sets the pace");
    }
}
