package vpnsentinel.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import vpnsentinel.network.HostName;

/** Connects to the server from an address of choice, which no HTTP client of ours can. */
public final class ServerDialler implements KillSwitchProbe.Dialler {
    private final URI server;
    private final SSLContext trust;
    private final boolean checkName;

    public ServerDialler(URI server, SSLContext trust, boolean checkName) {
        this.server = server;
        this.trust = trust;
        this.checkName = checkName;
    }

    @Override
    public Socket connect(InetSocketAddress from, InetSocketAddress to, int timeoutMillis) throws IOException {
        Socket plain = new Socket();
        try {
            plain.bind(from);
            plain.connect(to, timeoutMillis);
            plain.setSoTimeout(timeoutMillis);
            return plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    @Override
    public Socket secured(Socket plain) throws IOException {
        if (!"https".equals(server.getScheme())) {
            return plain;
        }
        SSLSocket secured =
                (SSLSocket) trust.getSocketFactory().createSocket(plain, HostName.of(server), plain.getPort(), true);
        if (checkName) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }
}
