package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;
import support.FakeNameServer;

class ResolverPulseTest {
    private final AtomicInteger questions = new AtomicInteger();
    private final FakeNameServer server = new FakeNameServer();

    @TempDir
    Path folder;

    private ResolverPulse pulse(String configuration) throws IOException {
        return new ResolverPulse(
                Files.writeString(folder.resolve("resolv.conf"), configuration), questions::incrementAndGet);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aHealthyNameServerIsAskedOnceForTheRoot() throws IOException {
        server.knows(".", "IN", "NS", "a.root-servers.test.");

        try (ResolverPulse pulse = pulse(server.line())) {
            pulse.ask();
            await().until(() -> server.asked().size() == 2);
            int before = server.asked().size();

            assertThat(pulse.ask()).singleElement().satisfies(beat -> {
                assertThat(beat.server().text()).isEqualTo(server.text());
                assertThat(beat.answered()).isTrue();
            });
            assertThat(server.asked().subList(before, server.asked().size())).containsExactly("udp . IN NS");
        }
        assertThat(questions).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.REFUSED, Rcode.NXDOMAIN, Rcode.NOTIMP, Rcode.FORMERR})
    void anyOtherAnswerIsOneToo(int rcode) throws IOException {
        server.refuses(".", rcode);

        try (ResolverPulse pulse = pulse(server.line())) {
            assertThat(pulse.ask()).allMatch(ResolverPulse.Beat::answered);
        }
    }

    @Test
    void aNameServerThatFailsOrIsSilentDoesNotAnswer() throws IOException {
        server.refuses(".", Rcode.SERVFAIL);

        try (FakeNameServer silent = new FakeNameServer().isSilent();
                ResolverPulse pulse = pulse(server.line() + silent.line())) {
            assertThat(pulse.ask())
                    .extracting(beat -> beat.why().orElseThrow())
                    .containsExactly("SERVFAIL", "no answer in time");
            assertThat(silent.asked()).hasSizeGreaterThan(2).contains("udp . IN NS");
        }
    }

    @Test
    void oneThatOnlyRefusesThisQuestionInSilenceIsAlive() throws IOException {
        server.ignores(".");

        try (ResolverPulse pulse = pulse(server.line())) {
            assertThat(pulse.ask()).allMatch(ResolverPulse.Beat::answered);
        }
    }

    @Test
    void oneThatKnewTheAnswerBeforeIsNotAskedForLess() throws IOException {
        try (ResolverPulse pulse = pulse(server.line())) {
            pulse.ask();
            server.ignores(".");

            assertThat(pulse.ask()).noneMatch(ResolverPulse.Beat::answered);
        }
    }

    @Test
    void whereNobodyListensNobodyAnswers() throws IOException {
        int free;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        try (ResolverPulse pulse = pulse("nameserver [127.0.0.1]:" + free + "\n")) {
            assertThat(pulse.ask()).noneMatch(ResolverPulse.Beat::answered);
        }
    }

    @Test
    void aConfigurationThatWantsTcpIsFollowed() throws IOException {
        server.losesDatagrams().knows(".", "IN", "NS", "a.root-servers.test.");

        try (ResolverPulse pulse = pulse(server.line() + "options edns0 use-vc\n")) {
            assertThat(pulse.ask()).allMatch(ResolverPulse.Beat::answered);
        }
        assertThat(server.asked()).containsExactly("tcp . IN NS");
    }

    @Test
    void withoutAConfigurationThereIsNobodyToAsk() {
        try (ResolverPulse pulse = new ResolverPulse(folder.resolve("none"), questions::incrementAndGet)) {
            assertThat(pulse.ask()).isEmpty();
        }
    }
}
