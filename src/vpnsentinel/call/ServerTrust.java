package vpnsentinel.call;

import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import vpnsentinel.settings.Settings;

/** Whom the client trusts to be its server. */
public final class ServerTrust {
    private ServerTrust() {}

    /** Anybody where that was asked for, else Java's authorities and those that the settings name. */
    public static SSLContext of(Settings settings) {
        if (settings.isOn("client.allow-insecure")) {
            return TrustedAuthorities.anybody();
        }
        return TrustedAuthorities.javaAnd(Stream.of("ca.file", "tls.certificate")
                .flatMap(key -> settings.optionalPath(key).stream())
                .toList());
    }
}
