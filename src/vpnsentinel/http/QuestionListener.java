package vpnsentinel.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/**
 * A small TCP listener: one question and one answer a connection, all on one thread that waits for nobody. Who does not come
 * to the end of a question in time is cut off, and where there is no room, the oldest connection gives way to the new one.
 */
public final class QuestionListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionListener.class);
    private static final int MOST = 256;
    private static final int MOST_OF_ONE = 16;
    /** How many links' worth of connections a whole IPv6 site may have. */
    private static final int LINKS_OF_A_SITE = 4;

    private static final long LOOK_MS = 100;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String what;
    private final int largest;
    private final Duration patience;
    private final Answerer answerer;
    private final Selector selector;
    private final ServerSocketChannel door;
    private final SelectionKey gate;
    private final Thread thread;
    private final ArrayDeque<Visit> oldestFirst = new ArrayDeque<>();
    private long acceptAgain = System.nanoTime();
    private volatile boolean open = true;

    /** What a listener answers. */
    public interface Answerer {
        /**
         * Looks at what has come so far; must not wait. Called again with more until it answers.
         *
         * @param soFar to be read from its start to its limit
         * @param whole whether no more will come: the peer has closed its side, or it is as much as may come
         * @return the answer; empty bytes for none; empty while the question is not whole
         */
        Optional<byte[]> answer(ByteBuffer soFar, boolean whole, Address from);
    }

    /** One connection. */
    private final class Visit {
        private final SocketChannel channel;
        private final Address from;
        private final long end = System.nanoTime() + patience.toNanos();
        private final ByteBuffer question = ByteBuffer.allocate(largest);
        private Optional<ByteBuffer> answer = Optional.empty();

        Visit(SocketChannel channel, Address from) {
            this.channel = channel;
            this.from = from;
        }

        void read(SelectionKey key) throws IOException {
            if (answer.isPresent()) {
                drain();
                return;
            }
            boolean ended = channel.read(question) < 0;
            ByteBuffer soFar = question.duplicate().flip();
            answer = answerer.answer(soFar, ended || !question.hasRemaining(), from)
                    .map(ByteBuffer::wrap);
            if (answer.isPresent()) {
                key.interestOps(SelectionKey.OP_WRITE);
                write(key);
            } else if (ended || !question.hasRemaining()) {
                end();
            }
        }

        void write(SelectionKey key) throws IOException {
            if (answer.isPresent()) {
                channel.write(answer.get());
                if (!answer.get().hasRemaining()) {
                    channel.shutdownOutput();
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
        }

        /** What still comes is dropped until the peer has closed its side: closing before could take the answer away from it. */
        private void drain() throws IOException {
            question.clear();
            if (channel.read(question) < 0) {
                end();
            }
        }

        void end() {
            oldestFirst.remove(this);
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("connection not closed service=\"{}\" cause=\"{}\"", what, e.toString());
            }
        }
    }

    /**
     * Listens from now on.
     *
     * @param what for people: {@code DNS echo}
     * @param largest longest question, in bytes
     * @param patience how long a connection may take in all
     * @throws IOException when it cannot listen there
     */
    public QuestionListener(String what, InetSocketAddress at, int largest, Duration patience, Answerer answerer)
            throws IOException {
        this.what = what;
        this.largest = largest;
        this.patience = patience;
        this.answerer = answerer;
        this.selector = Selector.open();
        this.door = ServerSocketChannel.open();
        try {
            door.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            door.bind(at, MOST);
            door.configureBlocking(false);
            gate = door.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            door.close();
            selector.close();
            throw e;
        }
        thread = new Thread(this::serve, what.toLowerCase(Locale.ROOT).replace(' ', '-') + "-tcp");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) door.getLocalAddress();
    }

    private void serve() {
        while (open) {
            try {
                selector.select(oldestFirst.isEmpty() && isAccepting() ? 0 : LOOK_MS);
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    take(key);
                }
                cutOff();
            } catch (IOException | RuntimeException e) {
                LOG.debug("not served service=\"{}\" cause=\"{}\"", what, e.toString());
            }
        }
        oldestFirst.clear();
    }

    private void take(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (!(key.attachment() instanceof Visit visit)) {
            accept(key);
            return;
        }
        try {
            if (key.isReadable()) {
                visit.read(key);
            } else {
                visit.write(key);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("connection broken off service=\"{}\" cause=\"{}\"", what, e.toString());
            visit.end();
        }
    }

    private void accept(SelectionKey key) {
        try {
            SocketChannel channel = door.accept();
            if (channel != null) {
                welcome(channel);
            }
        } catch (IOException e) { // most often there are no more descriptors: asking again at once would only burn time
            LOG.debug("connection not taken service=\"{}\" cause=\"{}\"", what, e.toString());
            key.interestOps(0);
            acceptAgain = System.nanoTime() + PAUSE.toNanos();
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (!(channel.getRemoteAddress() instanceof InetSocketAddress peer)) {
            channel.close();
            return;
        }
        Address from = Address.of(peer.getAddress());
        whoGoesFor(from).ifPresent(Visit::end);
        channel.configureBlocking(false);
        Visit visit = new Visit(channel, from);
        channel.register(selector, SelectionKey.OP_READ, visit);
        oldestFirst.addLast(visit);
    }

    private Optional<Visit> whoGoesFor(Address from) {
        return firstOfTooMany(MOST_OF_ONE, each -> each.from.ofLine().equals(from.ofLine()))
                .or(() -> from.isV4()
                        ? Optional.empty()
                        : firstOfTooMany(
                                MOST_OF_ONE * LINKS_OF_A_SITE,
                                each -> each.from.block().equals(from.block())))
                .or(() -> firstOfTooMany(MOST, each -> true));
    }

    private Optional<Visit> firstOfTooMany(int most, Predicate<Visit> such) {
        List<Visit> all = oldestFirst.stream().filter(such).toList();
        return all.size() < most ? Optional.empty() : Optional.of(all.get(0));
    }

    private boolean isAccepting() {
        return gate.interestOps() != 0;
    }

    private void cutOff() {
        long now = System.nanoTime();
        while (!oldestFirst.isEmpty() && now - oldestFirst.getFirst().end > 0) {
            oldestFirst.getFirst().end();
        }
        if (!isAccepting() && now - acceptAgain > 0) {
            gate.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("not closed service=\"{}\" cause=\"{}\"", what, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
