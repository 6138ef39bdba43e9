package vpnsentinel.engine;

/**
 * What is wrong with one file that people edit.
 *
 * @param line where it stands in the file, 0 when it is the whole file
 * @param text what is wrong and what to do about it, on one line
 */
public record Complaint(int line, String text) {
    /** About the file as a whole. */
    public static Complaint ofWhole(String text) {
        return new Complaint(0, text);
    }

    /** {@code judge-client.camel.yaml:12: there is no step 'proces'}. */
    public String in(String file) {
        return (line > 0 ? file + ":" + line : file) + ": " + text;
    }
}
