package containers;

import java.time.Duration;
import java.util.List;

/**
 * What is asked for.
 *
 * @param list whether the rows are listed instead of played
 * @param reuse whether base images and layers of the last run are used again, by whoever plays the rows again and again
 * @param slack how much longer everything may take, on a slow machine
 */
record Options(boolean list, boolean reuse, Duration slack) {
    static final String USAGE = "usage: ./sentinel containers [--list] [--reuse] [--slack SECONDS]";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Options parse(List<String> words) {
        Options options = new Options(false, false, Duration.ZERO);
        for (int i = 0; i < words.size(); i++) {
            options = switch (words.get(i)) {
                case "--list" -> new Options(true, options.reuse, options.slack);
                case "--reuse" -> new Options(options.list, true, options.slack);
                case "--slack" -> new Options(options.list, options.reuse, seconds(words, ++i));
                default -> throw new IllegalArgumentException("unknown option " + words.get(i));
            };
        }
        return options;
    }

    private static Duration seconds(List<String> words, int index) {
        String text = index < words.size() ? words.get(index) : "";
        if (!text.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("--slack " + text + ", expected seconds: 0 to 999");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
