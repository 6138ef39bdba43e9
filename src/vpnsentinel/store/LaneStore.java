package vpnsentinel.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A store whose work is done on the lanes of an engine: all work of one owner on the same one, and so in order. */
final class LaneStore implements Store {
    private static final long PATIENCE_S = 10;

    private final Engine engine;
    private final Health health;
    private final ExecutorService tellers = Executors.newSingleThreadExecutor(LaneStore::teller);
    private final List<Lane> lanes = new ArrayList<>();

    LaneStore(Engine engine, Health health) {
        this.engine = engine;
        this.health = health;
        for (int i = 0; i < engine.lanes(); i++) {
            lanes.add(new Lane("store-" + i, engine, health, tellers));
        }
    }

    private static Thread teller(Runnable work) {
        Thread made = new Thread(work, "store-tells");
        made.setDaemon(true);
        return made;
    }

    @Override
    public Written write(String owner, Work<?> work) {
        return lanes.get(Math.floorMod(owner.hashCode(), lanes.size())).write(work);
    }

    @Override
    public <T> T ask(Work<T> question) {
        try {
            return lanes.get(0).ask(question).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreTrouble trouble
                    ? trouble
                    : new StoreTrouble("the store refuses a question: " + e.getCause());
        } catch (TimeoutException e) {
            throw new StoreTrouble("the store does not answer within " + PATIENCE_S + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreTrouble("interrupted");
        }
    }

    @Override
    public StoreState state() {
        return new StoreState(
                health.trouble(), lanes.stream().mapToInt(Lane::waiting).sum());
    }

    @Override
    public void close() {
        lanes.forEach(Lane::end);
        lanes.forEach(Lane::close);
        tellers.shutdown();
        try {
            tellers.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
    }
}
