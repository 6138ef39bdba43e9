package vpnsentinel.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.ClientStage;
import support.FakeWeb;
import support.PythonServer;
import vpnsentinel.call.TrustedAuthorities;

class ServerDiallerTest {
    @TempDir
    Path folder;

    private static Socket dial(String url, SSLContext trust) throws IOException {
        URI server = URI.create(url);
        ServerDialler dialler = new ServerDialler(server, trust, true);
        return dialler.secured(dialler.connect(
                new InetSocketAddress("127.0.0.2", 0), new InetSocketAddress("127.0.0.1", server.getPort()), 2_000));
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /api/v1/status HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
        return new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
    }

    @Test
    void theConnectionComesFromTheAddressOfChoice() throws Exception {
        try (FakeWeb web = new FakeWeb().answers(200, "{}");
                Socket socket = dial(web.url(), SSLContext.getDefault())) {
            assertThat(socket.getLocalAddress().getHostAddress()).isEqualTo("127.0.0.2");
            assertThat(ask(socket)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void overTlsTheServerIsTrustedByItsCertificateOnly() throws Exception {
        SelfSigned certificate = Certificates.local(folder);
        try (PythonServer python = new PythonServer("right-key", certificate.context());
                Socket socket = dial(python.url(), TrustedAuthorities.javaAnd(List.of(certificate.certificate())))) {
            assertThat(ask(socket)).startsWith("HTTP/1.");
            assertThatThrownBy(() -> dial(python.url(), SSLContext.getDefault()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aTrustedCertificateOfAnotherServerIsRefused() throws Exception {
        SelfSigned certificate = Certificates.ofAnotherName(folder);
        try (PythonServer python = new PythonServer("right-key", certificate.context())) {
            SSLContext trust = TrustedAuthorities.javaAnd(List.of(certificate.certificate()));

            assertThatThrownBy(() -> dial(python.url(), trust)).hasMessageContaining("No subject alternative names");
        }
    }

    @Test
    void aCertificateThatTheUserNamesIsTrustedBeyondItsEnd() throws Exception {
        SelfSigned certificate = Certificates.expired(folder);
        try (PythonServer python = new PythonServer("right-key", certificate.context());
                Socket socket = dial(python.url(), TrustedAuthorities.javaAnd(List.of(certificate.certificate())))) {
            assertThat(ask(socket)).startsWith("HTTP/1.");
        }
    }

    @Test
    void aPortThatIsShutIsToldAsSuch() {
        assertThatThrownBy(() -> dial("http://127.0.0.1:" + ClientStage.freePort(), SSLContext.getDefault()))
                .isInstanceOf(IOException.class);
    }
}
