package vpnsentinel.echoserver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.RateLimit;
import vpnsentinel.network.Address;

/** The two listeners of the own zone: datagrams, and TCP with one question a connection. */
final class DnsEchoConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DnsEchoConsumer.class);
    private static final String WHAT = "DNS echo";
    private static final int LARGEST = 1500;
    private static final int PATIENCE_MS = 2_000;
    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final DnsEcho echo;
    private final InetSocketAddress at;
    private final RateLimit limit = new RateLimit(Datagrams.MOST_A_MINUTE);
    private Optional<Datagrams> udp = Optional.empty();
    private Optional<ServerSocket> tcp = Optional.empty();
    private Optional<ExecutorService> threads = Optional.empty();

    DnsEchoConsumer(Endpoint endpoint, Processor route, DnsEcho echo, InetSocketAddress at) {
        super(endpoint, route);
        this.echo = echo;
        this.at = at;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServerSocket listener = new ServerSocket();
        tcp = Optional.of(listener);
        try {
            listener.setReuseAddress(true);
            listener.bind(at, WAITING);
        } catch (IOException e) {
            throw Datagrams.cannotListen(WHAT, at, e);
        }
        udp = Optional.of(
                new Datagrams(WHAT, at, limit, (packet, from) -> answer(packet, Address.of(from.getAddress()), false)));
        ExecutorService pool =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
        threads = Optional.of(pool);
        Thread accepting = new Thread(() -> accept(listener, pool), "dns-echo-tcp");
        accepting.setDaemon(true);
        accepting.start();
    }

    @Override
    protected void doStop() throws Exception {
        udp.ifPresent(Datagrams::close);
        if (tcp.isPresent()) {
            tcp.get().close();
        }
        threads.ifPresent(ExecutorService::shutdownNow);
        super.doStop();
    }

    private void accept(ServerSocket listener, ExecutorService pool) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setSoTimeout(PATIENCE_MS);
                hand(socket, pool);
            } catch (IOException e) {
                LOG.debug("connection not taken service=\"{}\" cause=\"{}\"", WHAT, e.toString());
            }
        }
    }

    private void hand(Socket socket, ExecutorService pool) throws IOException {
        try {
            pool.execute(() -> serve(socket));
        } catch (RejectedExecutionException tooMany) {
            socket.close();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Address from = Address.of(socket.getInetAddress());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readUnsignedShort();
            if (length > LARGEST
                    || limit.count(from, System.currentTimeMillis()).isPresent()) {
                return;
            }
            Optional<byte[]> answer = answer(in.readNBytes(length), from, true);
            if (answer.isPresent()) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.get().length);
                out.write(answer.get());
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("connection broken off service=\"{}\" cause=\"{}\"", WHAT, e.toString());
        }
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
