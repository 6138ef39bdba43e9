package lab;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import lab.net.Plan;
import lab.row.Row;

/**
 * What is asked of the laboratory.
 *
 * @param only the rows to run; empty: all
 * @param quick whether only those that stand for all are run
 * @param list whether the rows are listed instead
 * @param plan the address plan; empty: drawn
 * @param slack how much longer everything may take, on a slow machine
 */
record Options(List<String> only, boolean quick, boolean list, Optional<String> plan, Duration slack) {
    static final String USAGE = "usage: ./sentinel lab [--only ROW,...] [--quick] [--list] [--plan "
            + String.join("|", Plan.NAMES) + "] [--slack SECONDS]";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Options parse(List<String> words) {
        Options options = new Options(List.of(), false, false, Optional.empty(), Duration.ZERO);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--quick" -> options = new Options(options.only, true, options.list, options.plan, options.slack);
                case "--list" -> options = new Options(options.only, options.quick, true, options.plan, options.slack);
                case "--only" ->
                    options = new Options(
                            List.of(value(words, ++i, word).split(",")),
                            options.quick,
                            options.list,
                            options.plan,
                            options.slack);
                case "--plan" ->
                    options = new Options(
                            options.only,
                            options.quick,
                            options.list,
                            Optional.of(plan(value(words, ++i, word))),
                            options.slack);
                case "--slack" ->
                    options = new Options(
                            options.only, options.quick, options.list, options.plan, seconds(value(words, ++i, word)));
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        return options;
    }

    private static String value(List<String> words, int index, String option) {
        if (index >= words.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.get(index);
    }

    private static Duration seconds(String text) {
        if (!text.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("--slack " + text + ", expected seconds: 0 to 999");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static String plan(String name) {
        if (!Plan.NAMES.contains(name)) {
            throw new IllegalArgumentException("no plan " + name + "; there are " + String.join(", ", Plan.NAMES));
        }
        return name;
    }

    /** The plan that was asked for, or one of them. */
    String planOr(RandomGenerator random) {
        return plan.orElseGet(() -> Plan.NAMES.get(random.nextInt(Plan.NAMES.size())));
    }

    /** Those of the rows that are to be run, in their order. */
    List<Row> choose(List<Row> rows) {
        for (String name : only) {
            if (rows.stream().noneMatch(row -> row.name().equals(name))) {
                throw new IllegalArgumentException("no row " + name + "; --list shows them all");
            }
        }
        return rows.stream()
                .filter(row -> only.isEmpty() || only.contains(row.name()))
                .filter(row -> !quick || row.quick())
                .map(row -> slack.isZero() ? row : row.slower(slack))
                .toList();
    }

    /** A seed that nobody has had. */
    static long seed() {
        return new SecureRandom().nextLong() >>> 16;
    }
}
