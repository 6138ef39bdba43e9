package vpnsentinel.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of a service, kept without a slash at its end. */
record UrlType() implements SettingType<URI> {
    @Override
    public String word() {
        return "url";
    }

    @Override
    public String holds() {
        return "URI";
    }

    @Override
    public Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String expected() {
        return "an address that starts with http:// or https:// and names a host";
    }
}
