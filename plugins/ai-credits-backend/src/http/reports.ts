/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  accountQuerySchema,
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetReadPermission,
  aiCreditsReportCreatePermission,
  aiCreditsReportManagePermission,
  aiCreditsReportReadPermission,
  focusQuerySchema,
  reportFileQuerySchema,
  ReportFormat,
  reportFormatSchema,
  reportLimits,
  reportRequestSchema,
  reportSchedulePreviewRequestSchema,
  reportsQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { Request, Response, Router } from 'express';
import { Knex } from 'knex';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { DAY_MS } from '../ledger/calendar';
import {
  checkSchedule,
  groupsOfPerson,
  nextTimes,
  OwnerView,
  ReportDefinition,
  ReportFiles,
  ReportRunner,
  ReportSettings,
  reportStore,
  runStore,
  StoredReport,
  StoredRun,
} from '../reports';
import {
  describeReport,
  describeRun,
  mayChange,
  maySee,
  Reader,
} from '../reports/views';
import { Caller } from './access';
import { visibleOrNone } from './account';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';
import {
  auditMeta,
  conflict,
  idOf,
  isId,
  requireKnown,
  requireReadable,
} from './reportDefinitions';

/** How long the request for a file waits for a run that is under way. */
const FILE_WAIT_MS = 30_000;
const FILE_POLL_MS = 150;
/** Requests that wait so at a time; others are told at once how far the run is. */
const FILE_WAITERS = 50;

/** What the routes of reports call. */
export interface ReportsContext {
  knex: Knex;
  accountId: number;
  runner: ReportRunner;
  settings: ReportSettings;
  files: ReportFiles;
}

/** Someone at the reports. */
interface Desk {
  caller: Caller;
  reader: Reader;
}

/** Reports, their runs and their files. */
export function addReportRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, directory, now, reports } = context;
  const { accountId, files, knex, runner, settings } = reports;
  const { timeZone } = config.account;
  const json = jsonBody(config.ingest.bodyLimit);

  const deskOf = async (req: Request, needs: 'read' | 'create') => {
    const caller = await access.identify(req);
    const [reads, creates, manages] = await access.mayEach(caller, [
      aiCreditsReportReadPermission,
      aiCreditsReportCreatePermission,
      aiCreditsReportManagePermission,
    ]);
    const allowed = { read: reads, create: creates }[needs] || manages;
    if (!allowed) {
      throw new NotAllowedError(
        `You lack the permission ${
          needs === 'read'
            ? aiCreditsReportReadPermission.name
            : aiCreditsReportCreatePermission.name
        }`,
      );
    }
    await directory.ready();
    const desk: Desk = {
      caller,
      reader: {
        ...(caller.user === undefined ? {} : { user: caller.user }),
        groups:
          caller.user === undefined
            ? []
            : groupsOfPerson(caller.user, directory.current),
        creates,
        manages,
      },
    };
    return desk;
  };

  /** What the caller may see now; it is written down whenever an owner is there, so that who may see less since then does not go on with what they might before. */
  const viewOf = async (caller: Caller): Promise<OwnerView> => {
    const [usage, [balance, budgets]] = await Promise.all([
      visibleOrNone(caller, context),
      access.mayEach(caller, [
        aiCreditsBalanceReadPermission,
        aiCreditsBudgetReadPermission,
      ]),
    ]);
    const user = caller.user ?? '';
    return {
      usage,
      balance,
      budgets,
      known: directory.current.users.has(user),
      groups: groupsOfPerson(user, directory.current),
      at: now(),
    };
  };
  const renew = async ({ caller }: Desk) => {
    if (caller.user !== undefined) {
      await reportStore.renewViews(
        knex,
        accountId,
        caller.user,
        await viewOf(caller),
      );
    }
  };

  const described = (
    report: StoredReport,
    lastRun: StoredRun | undefined,
    { reader }: Desk,
  ) =>
    describeReport(report, lastRun, reader, {
      settings,
      directory: directory.current,
      now: now(),
    });
  const describedWithRun = async (id: number, desk: Desk) => {
    const report = (await reportStore.find(knex, accountId, id))!;
    return described(report, (await runStore.last(knex, [id])).get(id), desk);
  };

  /** @throws NotFoundError also for what the caller may not see */
  const reportOf = async (text: string, { reader }: Desk) => {
    const report = isId(text)
      ? await reportStore.find(knex, accountId, Number(text))
      : undefined;
    if (!report || report.deleted || !maySee(reader, report)) {
      throw new NotFoundError(`There is no report ${text.slice(0, 64)}`);
    }
    return report;
  };
  const changeableOf = async (req: Request, desk: Desk) => {
    const report = await reportOf(req.params.id, desk);
    if (!mayChange(desk.reader, report)) {
      throw new NotAllowedError(
        'Only its owner and those who manage reports may change or run a report',
      );
    }
    return report;
  };
  const runOf = async (text: string, { reader }: Desk) => {
    const run = isId(text)
      ? await runStore.find(knex, accountId, Number(text))
      : undefined;
    if (!run || !maySee(reader, run)) {
      throw new NotFoundError(`There is no run ${text.slice(0, 64)}`);
    }
    return run;
  };
  /** @throws ConflictError when somebody has asked for too many runs */
  const checkRuns = async ({ caller }: Desk) => {
    const asked = await runStore.requested(
      knex,
      accountId,
      caller.actor,
      now() - DAY_MS,
    );
    if (asked >= reportLimits.runsPerDay) {
      throw new ConflictError(
        `You have asked for ${asked} runs in 24 hours, which is the most; schedules run all the same`,
      );
    }
  };
  const accountOf = (req: Request) =>
    resolveAccount(config, parseWith(accountQuerySchema, req.query).account);

  /** The definition of a request, which names nothing that is not there. */
  const definitionOf = async (body: unknown, before?: StoredReport) => {
    const { account, version, ...asked } = parseWith(reportRequestSchema, body);
    const language =
      asked.language ?? before?.definition.language ?? config.language;
    const definition: ReportDefinition = { ...asked, language };
    resolveAccount(config, account);
    checkSchedule(definition.schedule, timeZone, now());
    await requireKnown(definition, before, context);
    return { definition, version };
  };
  const nextOf = ({ schedule }: ReportDefinition) =>
    nextTimes(schedule, timeZone, now(), 1)[0];

  router.get('/v1/reports', async (req, res) => {
    const desk = await deskOf(req, 'read');
    const { account, cursor, limit } = parseWith(reportsQuerySchema, req.query);
    resolveAccount(config, account);
    await renew(desk);
    const before = cursor === undefined ? Infinity : idOf(cursor, 'cursor');
    const rest = (await reportStore.list(knex, accountId)).filter(
      report => report.id < before && maySee(desk.reader, report),
    );
    const page = rest.slice(0, limit);
    const last = await runStore.last(
      knex,
      page.map(({ id }) => id),
    );
    res.json({
      reports: page.map(report => described(report, last.get(report.id), desk)),
      ...(rest.length > limit
        ? { nextCursor: String(page[page.length - 1].id) }
        : {}),
      timeZone,
      mayCreate: desk.reader.creates && desk.caller.user !== undefined,
    });
  });

  router.post('/v1/reports', ...json, async (req, res) => {
    const desk = await deskOf(req, 'create');
    const { definition } = await definitionOf(req.body);
    const owner = desk.caller.user;
    if (owner === undefined) {
      throw new NotAllowedError(
        'A report shows what its owner may see; machines own none',
      );
    }
    const own = await reportStore.list(knex, accountId, owner);
    if (own.length >= reportLimits.perOwner) {
      throw new ConflictError(
        `You have ${own.length} reports; delete one before you make another`,
      );
    }
    if (definition.schedule.kind === 'none') {
      await checkRuns(desk);
    }
    const view = await viewOf(desk.caller);
    requireReadable(definition, undefined, view.usage, context);
    const id = await audited(
      auditor,
      {
        eventId: 'report-create',
        severityLevel: 'medium',
        request: req,
        meta: auditMeta(definition),
      },
      () =>
        reportStore.insert(knex, accountId, {
          owner,
          definition,
          view,
          nextRunAt: nextOf(definition),
          createdAt: now(),
        }),
      reportId => ({ reportId }),
    );
    if (definition.schedule.kind === 'none') {
      const report = (await reportStore.find(knex, accountId, id))!;
      await runner.queue(report, owner);
      start();
    }
    res.status(201).json(await describedWithRun(id, desk));
  });

  router.post('/v1/reports/schedule', ...json, async (req, res) => {
    await deskOf(req, 'create');
    const { schedule } = parseWith(
      reportSchedulePreviewRequestSchema,
      req.body,
    );
    checkSchedule(schedule, timeZone, now());
    res.json({
      times: nextTimes(schedule, timeZone, now(), 5).map(at =>
        new Date(at).toISOString(),
      ),
      timeZone,
    });
  });

  router.get('/v1/reports/runs/:runId', async (req, res) => {
    const desk = await deskOf(req, 'read');
    accountOf(req);
    const run = await runOf(req.params.runId, desk);
    await renew(desk);
    const stored =
      run.status === 'done' ? await runStore.contents(knex, run.id) : undefined;
    res.json({
      ...describeRun(run, desk.reader, settings),
      ...(stored ? { contents: stored.contents } : {}),
    });
  });

  router.post('/v1/reports/runs/:runId/cancel', async (req, res) => {
    const desk = await deskOf(req, 'create');
    accountOf(req);
    const run = await runOf(req.params.runId, desk);
    if (!mayChange(desk.reader, run)) {
      throw new NotAllowedError(
        'Only its owner and those who manage reports may cancel a run',
      );
    }
    await audited(
      auditor,
      {
        eventId: 'report-run-cancel',
        severityLevel: 'low',
        request: req,
        meta: { reportId: run.reportId, runId: run.id },
      },
      async () => {
        if (!(await runStore.cancel(knex, run.id, now()))) {
          const found = await runStore.find(knex, accountId, run.id);
          throw new ConflictError(
            `The run is ${(found ?? run).status} already`,
          );
        }
      },
    );
    res.json(
      describeRun(
        (await runStore.find(knex, accountId, run.id))!,
        desk.reader,
        settings,
      ),
    );
  });

  router.get('/v1/reports/focus.csv', async (req, res) => {
    const { caller, visible } = await access.requireUsage(req);
    const { account, from, to } = parseWith(focusQuerySchema, req.query);
    resolveAccount(config, account);
    const balance = await access.may(caller, aiCreditsBalanceReadPermission);
    await audited(
      auditor,
      {
        eventId: 'focus-export',
        severityLevel: 'low',
        request: req,
        meta: { queryType: visible.kind },
      },
      async () => {
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="focus-${from.slice(0, 10)}-${to.slice(
            0,
            10,
          )}.csv"`,
        );
        await files.sendFocus(res, {
          from: Date.parse(from),
          to: Date.parse(to),
          view: { usage: visible, balance },
        });
      },
    );
  });

  router.get('/v1/reports/:file', async (req, res, next) => {
    const [, id, extension] = /^(.+)\.([a-z]+)$/.exec(req.params.file) ?? [];
    const format = reportFormatSchema.safeParse(extension);
    if (!format.success) {
      next();
      return;
    }
    const desk = await deskOf(req, 'read');
    const { account, run: runId } = parseWith(reportFileQuerySchema, req.query);
    resolveAccount(config, account);
    const run = await finished(
      runId === undefined
        ? await lastRunOf(await reportOf(id, desk))
        : await runOf(runId, desk),
    );
    if (String(run.reportId) !== id) {
      throw new NotFoundError(`Report ${id} has no run ${run.id}`);
    }
    await renew(desk);
    await send(req, res, run, format.data);
  });

  router.get('/v1/reports/:id', async (req, res) => {
    const desk = await deskOf(req, 'read');
    accountOf(req);
    await renew(desk);
    const { id } = await reportOf(req.params.id, desk);
    res.json(await describedWithRun(id, desk));
  });

  router.put('/v1/reports/:id', ...json, async (req, res) => {
    const desk = await deskOf(req, 'create');
    const report = await changeableOf(req, desk);
    const { definition, version } = await definitionOf(req.body, report);
    const view =
      report.owner === desk.caller.user
        ? await viewOf(desk.caller)
        : report.view;
    requireReadable(definition, report, view.usage, context);
    if (version !== undefined && version !== report.version) {
      throw conflict();
    }
    await audited(
      auditor,
      {
        eventId: 'report-update',
        severityLevel: 'medium',
        request: req,
        meta: { reportId: report.id, ...auditMeta(definition) },
      },
      async () => {
        const changed = await reportStore.update(knex, report, {
          definition,
          nextRunAt: nextOf(definition),
          updatedAt: now(),
        });
        if (!changed) {
          throw conflict();
        }
      },
    );
    await renew(desk);
    res.json(await describedWithRun(report.id, desk));
  });

  router.delete('/v1/reports/:id', async (req, res) => {
    const desk = await deskOf(req, 'create');
    accountOf(req);
    const report = await changeableOf(req, desk);
    await audited(
      auditor,
      {
        eventId: 'report-delete',
        severityLevel: 'medium',
        request: req,
        meta: { reportId: report.id },
      },
      async () => {
        await reportStore.remove(knex, report.id, now());
        await runStore.cancelAll(knex, report.id, now());
      },
    );
    res.status(204).end();
  });

  router.post('/v1/reports/:id/runs', async (req, res) => {
    const desk = await deskOf(req, 'create');
    accountOf(req);
    const report = await changeableOf(req, desk);
    await renew(desk);
    const [open] = await runStore.list(knex, report.id, {
      limit: 1,
      status: ['queued', 'running'],
    });
    if (!open) {
      await checkRuns(desk);
    }
    // One that is under way will have everything that a second one would.
    const run =
      open ??
      (await audited(
        auditor,
        {
          eventId: 'report-run',
          severityLevel: 'low',
          request: req,
          meta: { reportId: report.id },
        },
        () => runner.queue(report, desk.caller.actor),
        ({ id }) => ({ runId: id }),
      ));
    start();
    res.status(202).json(describeRun(run, desk.reader, settings));
  });

  router.get('/v1/reports/:id/runs', async (req, res) => {
    const desk = await deskOf(req, 'read');
    const { account, cursor, limit } = parseWith(reportsQuerySchema, req.query);
    resolveAccount(config, account);
    const report = await reportOf(req.params.id, desk);
    const found = await runStore.list(knex, report.id, {
      limit: limit + 1,
      ...(cursor === undefined ? {} : { before: idOf(cursor, 'cursor') }),
    });
    const page = found.slice(0, limit);
    res.json({
      runs: page.map(run => describeRun(run, desk.reader, settings)),
      ...(found.length > limit
        ? { nextCursor: String(page[page.length - 1].id) }
        : {}),
    });
  });

  let waiters = 0;

  /** Works in the background; what goes wrong is written on the run. */
  function start(): void {
    runner.work().catch(() => undefined);
  }

  async function lastRunOf(report: StoredReport): Promise<StoredRun> {
    const [[done], [open], [last]] = await Promise.all([
      runStore.list(knex, report.id, { limit: 1, status: ['done'] }),
      runStore.list(knex, report.id, {
        limit: 1,
        status: ['queued', 'running'],
      }),
      runStore.list(knex, report.id, { limit: 1 }),
    ]);
    const run = done ?? open ?? last;
    if (!run) {
      throw new NotFoundError(`Report ${report.id} has not run yet`);
    }
    return run;
  }

  /** @throws ConflictError for a run that has no contents */
  async function finished(run: StoredRun): Promise<StoredRun> {
    let current = run;
    const until = now() + (waiters < FILE_WAITERS ? FILE_WAIT_MS : 0);
    waiters += 1;
    try {
      while (
        (current.status === 'queued' || current.status === 'running') &&
        now() < until
      ) {
        await new Promise(resolve => {
          setTimeout(resolve, FILE_POLL_MS);
        });
        current = (await runStore.find(knex, accountId, run.id)) ?? current;
      }
    } finally {
      waiters -= 1;
    }
    if (current.status !== 'done') {
      throw new ConflictError(
        current.error ?? `The run is ${current.status}, so there is no file`,
      );
    }
    return current;
  }

  async function send(
    req: Request,
    res: Response,
    run: StoredRun,
    format: ReportFormat,
  ): Promise<void> {
    const stored = await runStore.contents(knex, run.id);
    if (!stored) {
      throw new NotFoundError(`Run ${run.id} has been removed`);
    }
    await audited(
      auditor,
      {
        eventId: 'report-download',
        severityLevel: 'low',
        request: req,
        meta: { reportId: run.reportId, runId: run.id, format },
      },
      () => files.send(res, { run, format, ...stored }),
    );
  }
}
