package vpnsentinel.call;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.BoundedText;
import vpnsentinel.settings.Secrets;

/** Says in a few words for people why a call did not work. */
public final class FailureWords {
    private static final int LONGEST = 200;

    private FailureWords() {}

    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !isKnown(root)) {
            root = root.getCause();
        }
        if (root instanceof UnknownHostException) {
            return "the name cannot be resolved";
        }
        if (root instanceof SSLException) {
            return "TLS: " + tls(plain(root.getMessage()));
        }
        if (root instanceof SocketTimeoutException) {
            return "time-out";
        }
        if (root instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        return root instanceof ConnectException ? connect(root) : plain(String.valueOf(root.getMessage()));
    }

    private static String tls(String message) {
        return message.contains("PKIX path") ? "no trusted authority vouches for the certificate" : message;
    }

    private static String connect(Throwable failure) {
        String message = plain(failure.getMessage());
        return message.contains("refused") ? "connection refused" : message;
    }

    private static boolean isKnown(Throwable failure) {
        return failure instanceof UnknownHostException
                || failure instanceof SSLException
                || failure instanceof SocketTimeoutException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException;
    }

    /** The text on one bounded line: it may come from a stranger. */
    public static String plain(@Nullable String text) {
        return text == null ? "no reason given" : BoundedText.line(Secrets.hide(text), LONGEST);
    }
}
