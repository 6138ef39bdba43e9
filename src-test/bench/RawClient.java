package bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a client's round is measured against: the same number of calls by plain {@link HttpClient} and {@link DatagramSocket},
 * all at once and one round a second, with nothing around them: no routes, no decisions, no watch.
 */
public final class RawClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI echo;
    private final URI keepalives;
    private final InetSocketAddress names;

    private RawClient(String echo, String keepalives, String nameServer) {
        this.echo = URI.create(echo);
        this.keepalives = URI.create(keepalives);
        this.names = new InetSocketAddress(
                "127.0.0.1", Integer.parseInt(nameServer.substring(nameServer.lastIndexOf(':') + 1)));
    }

    /** Words: echo URL, keepalive URL, name server, and how many requests and datagrams a round has. */
    public static void main(String[] words) throws InterruptedException, IOException {
        RawClient client = new RawClient(words[0], words[1], words[2]);
        while (true) {
            long begun = System.nanoTime();
            client.round(Integer.parseInt(words[3]), Integer.parseInt(words[4]));
            long left = 1_000 - (System.nanoTime() - begun) / 1_000_000;
            TimeUnit.MILLISECONDS.sleep(Math.max(1, left));
        }
    }

    private void round(int requests, int datagrams) throws InterruptedException, IOException {
        var calls = IntStream.range(0, requests + datagrams)
                .<java.util.concurrent.Callable<Integer>>mapToObj(i -> () -> i < requests ? get() : datagram())
                .toList();
        for (Future<Integer> call : threads.invokeAll(calls)) {
            if (!call.isDone()) {
                throw new IllegalStateException("a call is not done");
            }
        }
        HttpRequest keepalive = HttpRequest.newBuilder(keepalives)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2_000]))
                .build();
        http.send(keepalive, HttpResponse.BodyHandlers.ofByteArray());
    }

    private int get() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(echo).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body()
                .length;
    }

    /** A question for the address of {@code a.test}, by the book (RFC 1035 §4.1), whatever the answer is. */
    private int datagram() throws IOException {
        byte[] question = {0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 4, 't', 'e', 's', 't', 0, 0, 1, 0, 1};
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(1_000);
            socket.send(new DatagramPacket(question, question.length, names));
            DatagramPacket answer = new DatagramPacket(new byte[1_500], 1_500);
            socket.receive(answer);
            return answer.getLength();
        }
    }
}
