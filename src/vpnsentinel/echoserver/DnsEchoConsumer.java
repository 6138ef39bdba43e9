package vpnsentinel.echoserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import vpnsentinel.access.SourceLimit;
import vpnsentinel.http.QuestionListener;
import vpnsentinel.network.Address;

/**
 * The two listeners of the own zone: datagrams, and TCP with one question a connection. Over its limit a source is now and
 * then told to ask by TCP: who only borrowed its address cannot, so that nobody is locked out in another's name.
 */
final class DnsEchoConsumer extends DefaultConsumer {
    private static final String WHAT = "DNS echo";
    private static final int LARGEST = 1500;
    private static final int LENGTH = Short.BYTES;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A minute and source: a resolver of many clients, and more than any of them alone needs. */
    private static final int MOST_A_MINUTE = 1_200;

    private final DnsEcho echo;
    private final InetSocketAddress at;
    private final SourceLimit datagrams = new SourceLimit(MOST_A_MINUTE);
    private final SourceLimit streams = new SourceLimit(MOST_A_MINUTE);
    private long over;
    private Optional<Datagrams> udp = Optional.empty();
    private Optional<QuestionListener> tcp = Optional.empty();

    DnsEchoConsumer(Endpoint endpoint, Processor route, DnsEcho echo, InetSocketAddress at) {
        super(endpoint, route);
        this.echo = echo;
        this.at = at;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        try {
            tcp = Optional.of(new QuestionListener(WHAT, at, LENGTH + LARGEST, PATIENCE, this::answerStream));
        } catch (IOException e) {
            throw Datagrams.cannotListen(WHAT, at, e);
        }
        udp = Optional.of(new Datagrams(WHAT, at, this::answerDatagram));
    }

    @Override
    protected void doStop() throws Exception {
        udp.ifPresent(Datagrams::close);
        tcp.ifPresent(QuestionListener::close);
        super.doStop();
    }

    private Optional<byte[]> answerDatagram(byte[] packet, InetSocketAddress from) {
        Address source = Address.of(from.getAddress());
        if (datagrams.count(source, System.currentTimeMillis()).isEmpty()) {
            return answer(packet, source, false);
        }
        return ++over % 2 == 0 ? echo.byStream(packet) : Optional.empty();
    }

    private Optional<byte[]> answerStream(ByteBuffer soFar, boolean whole, Address from) {
        if (soFar.remaining() < LENGTH) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(soFar.getShort());
        if (length > LARGEST) {
            return Optional.of(new byte[0]);
        }
        if (soFar.remaining() < length) {
            return Optional.empty();
        }
        if (streams.count(from, System.currentTimeMillis()).isPresent()) {
            return Optional.of(new byte[0]);
        }
        byte[] packet = new byte[length];
        soFar.get(packet);
        byte[] bytes = answer(packet, from, true).orElse(new byte[0]);
        return Optional.of(
                bytes.length == 0
                        ? bytes
                        : ByteBuffer.allocate(LENGTH + bytes.length)
                                .putShort((short) bytes.length)
                                .put(bytes)
                                .array());
    }

    private Optional<byte[]> answer(byte[] packet, Address from, boolean overTcp) {
        DnsEcho.Taken outcome = echo.take(packet, from, overTcp);
        outcome.heard().ifPresent(this::tell);
        return outcome.answer();
    }

    private void tell(DnsEcho.Heard heard) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(heard);
            getProcessor().process(exchange);
        } catch (Exception e) {
            getExceptionHandler().handleException("question not noted", exchange, e);
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
