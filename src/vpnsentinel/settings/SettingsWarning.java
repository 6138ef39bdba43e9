package vpnsentinel.settings;

/**
 * Something about the settings that a person should know, and that does not stop the start.
 *
 * @param name the setting's name in the environment
 * @param text what there is to say, and what to do; secrets are never repeated here
 */
public record SettingsWarning(String name, String text) {
    @Override
    public String toString() {
        return name + ": " + text;
    }
}
