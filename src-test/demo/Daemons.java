package demo;

/** Makes threads that keep no process alive. */
final class Daemons {
    private Daemons() {}

    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fleet");
        thread.setDaemon(true);
        return thread;
    }
}
