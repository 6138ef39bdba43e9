package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;

/** The messages of RFC 5389; documented answers are the test vectors of RFC 5769 §2.2 and §2.3. */
class StunTest {
    private static final byte[] ID = hex("b7e7a701 bc34d686 fa87dfae");
    private static final String V4 = """
            0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
            8022000b 74657374 20766563 746f7220
            00200008 0001a147 e112a643
            00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
            80280004 c07d4c96""";
    private static final String V6 = """
            01010048 2112a442 b7e7a701 bc34d686 fa87dfae
            8022000b 74657374 20766563 746f7220
            00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
            00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
            80280004 c8fb0b4c""";

    @Test
    void aQuestionIsTwentyBytes() {
        assertThat(Stun.request(hex("00010203 04050607 08090a0b")))
                .isEqualTo(hex("00010000 2112a442 00010203 04050607 08090a0b"));
    }

    @Test
    void theDocumentedAnswersTellTheAddress() {
        assertThat(read(V4)).contains(seen("192.0.2.1"));
        assertThat(read(V6)).contains(seen("2001:db8:1234:5678:11:2233:4455:6677"));
    }

    @Test
    void anOldServersPlainAddressIsReadToo() {
        assertThat(read("0101000c 2112a442 b7e7a701 bc34d686 fa87dfae 00010008 00011234 cb007109"))
                .contains(seen("203.0.113.9"));
    }

    @Test
    void aRefusalSaysItsNumber() {
        assertThat(read("01110008 2112a442 b7e7a701 bc34d686 fa87dfae 00090004 00000414"))
                .contains(new Answer.Missing<>("s", "it refused: error 420"));
        assertThat(read("01110000 2112a442 b7e7a701 bc34d686 fa87dfae"))
                .contains(new Answer.Missing<>("s", "it refused: no reason given"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing                 |
            too short               | 0101
            another cookie          | 01010000 2112a443 b7e7a701 bc34d686 fa87dfae
            another transaction     | 01010000 2112a442 b7e7a701 bc34d686 fa87dfaf
            a length that lies      | 01010008 2112a442 b7e7a701 bc34d686 fa87dfae
            a question              | 00010000 2112a442 b7e7a701 bc34d686 fa87dfae
            """)
    void whatIsNoAnswerToThisQuestionIsLeftAside(String what, String packet) {
        assertThat(read(packet == null ? "" : packet)).as(what).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no attribute            | 01010000 2112a442 b7e7a701 bc34d686 fa87dfae
            beyond the end          | 01010008 2112a442 b7e7a701 bc34d686 fa87dfae 00200014 0001a147
            half an address         | 01010008 2112a442 b7e7a701 bc34d686 fa87dfae 00200004 0001a147
            a family nobody knows   | 0101000c 2112a442 b7e7a701 bc34d686 fa87dfae 00200008 0003a147 e112a643
            a cut attribute         | 01010002 2112a442 b7e7a701 bc34d686 fa87dfae 0020
            """)
    void aBrokenAnswerHasNoAddress(String what, String packet) {
        assertThat(read(packet)).as(what).contains(new Answer.Missing<>("s", "an answer without an address"));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, 4711", "2001:db8::9, 65535"})
    void ourOwnAnswerIsReadBack(String address, int port) {
        byte[] answer = Stun.answer(Stun.request(ID), new InetSocketAddress(address, port))
                .orElseThrow();

        assertThat(Stun.read("s", answer, ID)).contains(seen(address));
        assertThat(answer.length).isLessThanOrEqualTo(44);
    }

    @Test
    void whatIsNoQuestionGetsNoAnswer() {
        InetSocketAddress from = new InetSocketAddress("203.0.113.9", 4711);

        assertThat(Stun.answer(hex(V4), from)).isEmpty();
        assertThat(Stun.answer(new byte[0], from)).isEmpty();
        assertThat(Stun.answer(Arrays.copyOf(Stun.request(ID), 21), from)).isEmpty();
    }

    private static Optional<Answer<Address>> read(String packet) {
        return Stun.read("s", hex(packet), ID);
    }

    private static Answer<Address> seen(String address) {
        return new Answer.Seen<>("s", Address.parse(address).orElseThrow());
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
}
