package bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the words behind {@code bench} ask for.
 *
 * @param seconds the length of one run
 * @param warmup seconds for which each side is loaded before anything is measured
 * @param rounds how often each number of connections is measured on each side
 * @param moves after how many keepalives a client's exit moves within its network
 */
record Options(int seconds, int warmup, int rounds, int moves) {
    static final String USAGE = "usage: ./sentinel bench [--seconds 10] [--warmup 30] [--rounds 3] [--moves 16]";

    /** The options in the words, empty when they cannot be understood. */
    static Optional<Options> of(String[] words) {
        Map<String, Integer> values =
                new HashMap<>(Map.of("--seconds", 10, "--warmup", 30, "--rounds", 3, "--moves", 16));
        for (int i = 0; i < words.length; i += 2) {
            boolean understood =
                    values.containsKey(words[i]) && i + 1 < words.length && words[i + 1].matches("[1-9]\\d{0,3}");
            if (!understood) {
                return Optional.empty();
            }
            values.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return Optional.of(new Options(
                values.getOrDefault("--seconds", 0),
                values.getOrDefault("--warmup", 0),
                values.getOrDefault("--rounds", 0),
                values.getOrDefault("--moves", 0)));
    }
}
