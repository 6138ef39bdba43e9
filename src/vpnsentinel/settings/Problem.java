package vpnsentinel.settings;

/**
 * One setting that cannot be used.
 *
 * @param name its name in the environment
 * @param value what was given; secrets are never repeated here
 * @param expected what would have been right, and what to do where that is not plain
 */
public record Problem(String name, String value, String expected) {
    @Override
    public String toString() {
        return name + "='" + value + "': expected " + expected;
    }
}
