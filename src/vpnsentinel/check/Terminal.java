package vpnsentinel.check;

import java.util.Map;

/**
 * Where the report is read.
 *
 * @param columns how many characters a line may have
 * @param colours whether words may have colours
 */
public record Terminal(int columns, boolean colours) {
    /** A file or another program: lines as long as they are, and no colours. */
    public static final Terminal NONE = new Terminal(Integer.MAX_VALUE, false);

    private static final int FEWEST = 60;

    /** The one that the launcher found; {@code NO_COLOR} (no-color.org) and a dumb one keep colours away. */
    public static Terminal of(Map<String, String> environment) {
        String columns = environment.getOrDefault("SENTINEL_COLUMNS", "");
        if (!columns.matches("\\d{1,4}")) {
            return NONE;
        }
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(Math.max(FEWEST, Integer.parseInt(columns)), !plain);
    }
}
