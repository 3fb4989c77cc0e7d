import type { Delivery, WorkQueue } from '../../../lib/ports/work-queue.ts';
import type { Defect } from './defect.ts';

const keyOf = ({ message }: Pick<Delivery, 'message'>) => JSON.stringify(message);

export const workQueueDefects: readonly Defect<WorkQueue>[] = [
  {
    defect: 'an acknowledgement takes off every equal message',
    caughtBy: 'keeps what was sent while an equal message was being worked on',
    breaks(intact) {
      const messages = new Map<string, string>();
      const done = new Set<string>();
      return {
        async receive(max) {
          const deliveries = await intact.receive(max);
          for (const delivery of deliveries) messages.set(delivery.receipt, keyOf(delivery));
          return deliveries.filter((delivery) => !done.has(keyOf(delivery)));
        },
        async acknowledge(receipts) {
          for (const receipt of receipts) done.add(messages.get(receipt) ?? '');
          await intact.acknowledge(receipts);
        },
      };
    },
  },
  {
    defect: 'a message is gone once it was delivered',
    caughtBy: 'delivers a message that was not acknowledged again',
    breaks: (intact) => ({
      async receive(max) {
        const deliveries = await intact.receive(max);
        await intact.acknowledge(deliveries.map(({ receipt }) => receipt));
        return deliveries;
      },
    }),
  },
  {
    defect: 'acknowledgements are lost',
    caughtBy: 'never delivers an acknowledged message again',
    breaks: () => ({ acknowledge: async () => undefined }),
  },
  {
    defect: 'an acknowledgement takes off all that was delivered',
    caughtBy: 'each by itself',
    breaks(intact) {
      const delivered: string[] = [];
      return {
        async receive(max) {
          const deliveries = await intact.receive(max);
          delivered.push(...deliveries.map(({ receipt }) => receipt));
          return deliveries;
        },
        acknowledge: () => intact.acknowledge(delivered),
      };
    },
  },
  {
    defect: 'a delivered message stays visible',
    caughtBy: 'hides a delivered message',
    breaks(intact) {
      let latest: Delivery[] = [];
      return {
        async receive(max) {
          const deliveries = await intact.receive(max);
          if (deliveries.length > 0) latest = deliveries;
          return latest;
        },
      };
    },
  },
  {
    defect: 'every delivery is the first attempt',
    caughtBy: 'counts the attempts',
    breaks: (intact) => ({
      receive: async (max) => (await intact.receive(max)).map((delivery) => ({ ...delivery, attempt: 1 })),
    }),
  },
  {
    defect: 'receives more than asked for',
    caughtBy: 'at most as many as asked for',
    breaks: (intact) => ({ receive: (max) => intact.receive(max + 1) }),
  },
  {
    defect: 'sends the first message only',
    caughtBy: 'delivers what was sent',
    breaks: (intact) => ({ send: (messages) => intact.send(messages.slice(0, 1)) }),
  },
];
