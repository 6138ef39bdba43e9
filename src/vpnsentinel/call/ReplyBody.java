package vpnsentinel.call;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer from a stranger: at most 64 KiB, and given up as soon as nobody waits for it any more. */
final class ReplyBody extends HttpEntityWrapper {
    private static final int MOST = 64 * 1024;

    private ReplyBody(HttpEntity whole) {
        super(whole);
    }

    /** Limits the answers of a client: a link of its chain. */
    static ClassicHttpResponse limit(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse answer = chain.proceed(request, scope);
        if (answer.getEntity() != null) {
            answer.setEntity(new ReplyBody(answer.getEntity()));
        }
        return answer;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Limited(super.getContent());
    }

    /** Counts what it hands on. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private int read;

        Limited(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = in.read(into, from, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > MOST) {
                throw new IOException("an answer of more than " + MOST + " bytes");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("the answer took too long");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
