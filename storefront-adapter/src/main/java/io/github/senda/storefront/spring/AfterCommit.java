package io.github.senda.storefront.spring;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Waits for the transaction under way. Apart, since a shop may do without spring-tx. */
final class AfterCommit implements TransactionSynchronization {

  private final Runnable task;

  private AfterCommit(Runnable task) {
    this.task = task;
  }

  /** Whether there is a transaction, after whose commit the task will run. */
  static boolean defer(Runnable task) {
    boolean underWay =
        TransactionSynchronizationManager.isSynchronizationActive()
            && TransactionSynchronizationManager.isActualTransactionActive();
    if (underWay) {
      TransactionSynchronizationManager.registerSynchronization(new AfterCommit(task));
    }
    return underWay;
  }

  @Override
  public void afterCommit() {
    task.run();
  }
}
