package vpnsentinel.settings;

import java.util.Optional;

/** The path of the API, kept without a slash at its end; the root is empty. */
record ApiPathType() implements SettingType<String> {
    @Override
    public String word() {
        return "api-path";
    }

    @Override
    public String holds() {
        return "String";
    }

    @Override
    public Optional<String> parse(String text) {
        return text.matches("/[A-Za-z0-9._~/-]*") ? Optional.of(text.replaceAll("/+$", "")) : Optional.empty();
    }

    @Override
    public String expected() {
        return "a path that starts with / such as /api/v1";
    }
}
