package vpnsentinel.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import vpnsentinel.settings.Settings;

/** Whom the client trusts to be its server. */
final class ServerTrust {
    private ServerTrust() {}

    /** Anybody where that was asked for, else Java's authorities and those that the settings name; empty for Java's alone. */
    static Optional<SSLContext> of(Settings settings) {
        if (settings.isOn("client.allow-insecure")) {
            return Optional.of(TrustedAuthorities.anybody());
        }
        List<Path> files = Stream.of("ca.file", "tls.certificate")
                .flatMap(key -> settings.optional(key).stream())
                .map(Path::of)
                .toList();
        return files.isEmpty() ? Optional.empty() : Optional.of(TrustedAuthorities.javaAnd(files));
    }
}
