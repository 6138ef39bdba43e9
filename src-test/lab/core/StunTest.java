package lab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;

/** The STUN server answers as RFC 5389 wants it, and nothing that is no binding request. */
class StunTest {
    private static final String REQUEST = "000100002112a442000102030405060708090a0b";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 4660, 0101000c2112a442000102030405060708090a0b002000080001 3326 ea12d545",
        "2001:db8::7, 4660, 010100182112a442000102030405060708090a0b002000140002 3326 0113a9fa000102030405060708090a0c"
    })
    void theAddressIsHiddenInTheAnswer(String address, int port, String answer) {
        Optional<byte[]> given =
                Stun.answer(bytes(REQUEST), Address.parse(address).orElseThrow(), port);

        assertThat(given.map(HexFormat.of()::formatHex)).contains(answer.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00010000",
                "000100002112a4430001020304050607080910ff",
                "010100002112a442000102030405060708090a0b",
                "000100042112a442000102030405060708090a0b",
                "000100032112a442000102030405060708090a0b000000"
            })
    void whatIsNoBindingRequestGetsNoAnswer(String hex) {
        assertThat(Stun.answer(bytes(hex), Address.parse("203.0.113.7").orElseThrow(), 1))
                .isEmpty();
    }

    @Test
    void itAnswersOverBothFamiliesAndFailsOnDemand() throws Exception {
        try (Core core = Core.start(Plans.loopback(folder), InstantSource.system());
                DatagramSocket four = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
                DatagramSocket six = new DatagramSocket(new InetSocketAddress("::1", 0))) {
            int port = core.ports().stun().get(0);

            assertThat(ask(four, "127.0.0.1", port)).isEqualTo(expected("127.0.0.1", four));
            assertThat(ask(six, "::1", port)).isEqualTo(expected("::1", six));

            core.control().answer("fault stun.l.google.com lie 192.0.2.9");
            assertThat(ask(four, "127.0.0.1", port)).isEqualTo(expected("192.0.2.9", four));
            core.control().answer("fault stun.l.google.com hang");
            assertThat(ask(four, "127.0.0.1", port)).isEmpty();
            core.control().answer("fault stun.l.google.com garbage");
            assertThat(ask(four, "127.0.0.1", port)).contains("01010000");
        }
    }

    private static Optional<String> ask(DatagramSocket socket, String server, int port) throws Exception {
        return Datagrams.exchange(socket, new InetSocketAddress(server, port), bytes(REQUEST))
                .map(HexFormat.of()::formatHex);
    }

    private static Optional<String> expected(String address, DatagramSocket socket) {
        return Stun.answer(bytes(REQUEST), Address.parse(address).orElseThrow(), socket.getLocalPort())
                .map(HexFormat.of()::formatHex);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
