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

import { ResponseError } from '@backstage/errors';
import {
  AccountOverview,
  AccountQuery,
  AllocationsCopyRequest,
  AllocationsExportQuery,
  AllocationsImportQuery,
  AllocationsRequest,
  AllocationsResponse,
  AnalyticsQuery,
  AnalyticsResponse,
  Balance,
  Budget,
  BudgetDeleteQuery,
  BudgetDetail,
  BudgetRequest,
  BudgetsQuery,
  BudgetsResponse,
  BudgetTreeQuery,
  BudgetTreeResponse,
  ChargeResponse,
  CreateCreditRequest,
  CreditRequest,
  CreditSummary,
  CreditSummaryQuery,
  CreditRequestsQuery,
  CreditRequestsResponse,
  DeclineCreditRequest,
  EfficiencyResponse,
  FeedbackInput,
  FeedbackResponse,
  FocusQuery,
  GrantCreditRequest,
  ForecastQuery,
  ForecastResponse,
  GrantRequest,
  GrantResponse,
  InsightsQuery,
  ImportQuery,
  ImportResponse,
  IntegrityResponse,
  LedgerHealthResponse,
  LotsResponse,
  Me,
  Pack,
  PacksResponse,
  PageQuery,
  Policies,
  PoliciesRequest,
  PublishRequest,
  PurchaseRequest,
  PurchasesQuery,
  PurchasesResponse,
  QuoteResponse,
  RateCard,
  RateCardRequest,
  RateCardsResponse,
  RebuildResponse,
  RecommendationDecision,
  RecommendationDecisionResponse,
  RecommendationsQuery,
  RecommendationsResponse,
  RecordResponse,
  RefundRequest,
  RefundResponse,
  ReleaseResponse,
  Report,
  ReportFileQuery,
  ReportFormat,
  ReportRequest,
  ReportRun,
  ReportRunDetail,
  ReportRunsResponse,
  ReportSchedulePreview,
  ReportSchedulePreviewRequest,
  ReportsQuery,
  ReportsResponse,
  ReservationRequest,
  ReservationResponse,
  SettleRequest,
  SettleResponse,
  SimulateResponse,
  TransactionsQuery,
  TransactionsResponse,
  TransactionStory,
  UnusualResponse,
  UsageEventInput,
  WasteEventsQuery,
  WasteEventsResponse,
  WasteResponse,
} from '../schemas';
import {
  AiCreditsApi,
  AiCreditsRequestOptions,
  CsvExport,
  TransactionsExport,
} from './AiCreditsApi';
import { RefusedError } from './RefusedError';

/**
 * How a client reaches the backend: by the portal's discovery, or at a fixed
 * address such as `https://portal.example.com/api/ai-credits`.
 *
 * @public
 */
export interface AiCreditsClientOptions {
  discoveryApi?: { getBaseUrl(pluginId: string): Promise<string> };
  baseUrl?: string;
  /** The global `fetch` when absent. */
  fetchApi?: { fetch: typeof fetch };
}

type Query = Record<
  string,
  string | number | boolean | readonly (string | number)[] | undefined
>;

interface Call extends AiCreditsRequestOptions {
  query?: Query;
  body?: unknown;
  /** A body that is sent as it is, in place of JSON. */
  text?: { content: string; type: string };
}

/**
 * The client of the HTTP API, for frontends, backends and scripts.
 *
 * @public
 */
export class AiCreditsClient implements AiCreditsApi {
  private readonly getBaseUrl: () => Promise<string>;
  private readonly fetchApi: { fetch: typeof fetch };

  constructor(options: AiCreditsClientOptions) {
    const { discoveryApi, baseUrl, fetchApi } = options;
    if (baseUrl !== undefined) {
      const trimmed = baseUrl.replace(/\/+$/, '');
      this.getBaseUrl = async () => trimmed;
    } else if (discoveryApi) {
      this.getBaseUrl = () => discoveryApi.getBaseUrl('ai-credits');
    } else {
      throw new TypeError('either discoveryApi or baseUrl is required');
    }
    this.fetchApi = fetchApi ?? { fetch: (...args) => fetch(...args) };
  }

  recordUsage(
    events: UsageEventInput | UsageEventInput[],
    options?: AiCreditsRequestOptions,
  ): Promise<RecordResponse> {
    return this.json('POST', '/usage', {
      ...options,
      body: Array.isArray(events) ? { events } : events,
    });
  }

  importUsage(
    file: { content: string; type: 'text/csv' | 'application/x-ndjson' },
    query: ImportQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ImportResponse> {
    return this.json('POST', '/imports', { ...options, query, text: file });
  }

  charge(
    event: UsageEventInput,
    options?: AiCreditsRequestOptions,
  ): Promise<ChargeResponse> {
    return this.json('POST', '/charges', { ...options, body: event });
  }

  reserve(
    request: ReservationRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<ReservationResponse> {
    return this.json('POST', '/reservations', { ...options, body: request });
  }

  settle(
    reservationId: string,
    request: SettleRequest = {},
    options?: AiCreditsRequestOptions,
  ): Promise<SettleResponse> {
    return this.json('POST', path`/reservations/${reservationId}/settle`, {
      ...options,
      body: request,
    });
  }

  release(
    reservationId: string,
    options?: AiCreditsRequestOptions,
  ): Promise<ReleaseResponse> {
    return this.json(
      'POST',
      path`/reservations/${reservationId}/release`,
      options,
    );
  }

  feedback(
    feedback: FeedbackInput | FeedbackInput[],
    options?: AiCreditsRequestOptions,
  ): Promise<FeedbackResponse> {
    return this.json('POST', '/usage/feedback', { ...options, body: feedback });
  }

  refund(
    request: RefundRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RefundResponse> {
    return this.json('POST', '/refunds', { ...options, body: request });
  }

  me(query?: AccountQuery, options?: AiCreditsRequestOptions): Promise<Me> {
    return this.json('GET', '/me', { ...options, query });
  }

  account(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<AccountOverview> {
    return this.json('GET', '/account', { ...options, query });
  }

  balance(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Balance> {
    return this.json('GET', '/balance', { ...options, query });
  }

  creditSummary(
    query: CreditSummaryQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditSummary> {
    return this.json('GET', '/balance/summary', { ...options, query });
  }

  lots(
    query?: PageQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<LotsResponse> {
    return this.json('GET', '/lots', { ...options, query: query as Query });
  }

  async packs(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Pack[]> {
    const { packs } = await this.json<PacksResponse>('GET', '/packs', {
      ...options,
      query,
    });
    return packs;
  }

  grant(
    request: GrantRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<GrantResponse> {
    return this.json('POST', '/grants', { ...options, body: request });
  }

  purchase(
    request: PurchaseRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<GrantResponse> {
    return this.json('POST', '/purchases', { ...options, body: request });
  }

  purchases(
    query?: PurchasesQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<PurchasesResponse> {
    return this.json('GET', '/purchases', {
      ...options,
      query: query as Query,
    });
  }

  policies(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Policies> {
    return this.json('GET', '/policies', { ...options, query });
  }

  putPolicies(
    request: PoliciesRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Policies> {
    return this.json('PUT', '/policies', { ...options, body: request });
  }

  transactions(
    query?: TransactionsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<TransactionsResponse> {
    return this.json('GET', '/transactions', {
      ...options,
      query: query as Query,
    });
  }

  transaction(
    transactionId: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<TransactionStory> {
    return this.json('GET', path`/transactions/${transactionId}`, {
      ...options,
      query,
    });
  }

  transactionsExportUrl(query?: TransactionsQuery): Promise<string> {
    return this.url('/transactions/export', query as Query);
  }

  exportTransactions(
    query?: TransactionsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<TransactionsExport> {
    return this.file('/transactions/export', {
      ...options,
      query: query as Query,
    });
  }

  rateCards(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCardsResponse> {
    return this.json('GET', '/rate-cards', { ...options, query });
  }

  currentRateCard(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard> {
    return this.json('GET', '/rate-cards/current', { ...options, query });
  }

  createRateCard(
    request: RateCardRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard> {
    return this.json('POST', '/rate-cards', { ...options, body: request });
  }

  updateRateCard(
    id: string,
    request: RateCardRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard> {
    return this.json('PUT', path`/rate-cards/${id}`, {
      ...options,
      body: request,
    });
  }

  async deleteRateCard(
    id: string,
    options?: AiCreditsRequestOptions,
  ): Promise<void> {
    await this.send('DELETE', path`/rate-cards/${id}`, { ...options });
  }

  publishRateCard(
    id: string,
    request: PublishRequest = {},
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard> {
    return this.json('POST', path`/rate-cards/${id}/publish`, {
      ...options,
      body: request,
    });
  }

  simulateRateCard(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<SimulateResponse> {
    return this.json('POST', path`/rate-cards/${id}/simulate`, {
      ...options,
      query,
    });
  }

  quote(
    event: UsageEventInput,
    options?: AiCreditsRequestOptions,
  ): Promise<QuoteResponse> {
    return this.json('POST', '/rate-cards/quote', { ...options, body: event });
  }

  budgets(
    query?: BudgetsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<BudgetsResponse> {
    return this.json('GET', '/budgets', { ...options, query: query as Query });
  }

  budgetTree(
    query?: BudgetTreeQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<BudgetTreeResponse> {
    return this.json('GET', '/budgets/tree', { ...options, query });
  }

  budget(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<BudgetDetail> {
    return this.json('GET', path`/budgets/${id}`, { ...options, query });
  }

  putBudget(
    request: BudgetRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Budget> {
    return this.json('PUT', '/budgets', { ...options, body: request });
  }

  async deleteBudget(
    id: string,
    query?: BudgetDeleteQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<void> {
    await this.send('DELETE', path`/budgets/${id}`, { ...options, query });
  }

  changeAllocations(
    request: AllocationsRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<AllocationsResponse> {
    return this.json('POST', '/allocations', { ...options, body: request });
  }

  copyAllocations(
    request: AllocationsCopyRequest = {},
    options?: AiCreditsRequestOptions,
  ): Promise<AllocationsResponse> {
    return this.json('POST', '/allocations/copy', {
      ...options,
      body: request,
    });
  }

  exportAllocations(
    query?: AllocationsExportQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CsvExport> {
    return this.file('/allocations/export', { ...options, query });
  }

  importAllocations(
    csv: string,
    query?: AllocationsImportQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<AllocationsResponse> {
    return this.json('POST', '/allocations/import', {
      ...options,
      query,
      text: { content: csv, type: 'text/csv' },
    });
  }

  creditRequests(
    query?: CreditRequestsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequestsResponse> {
    return this.json('GET', '/requests', { ...options, query: query as Query });
  }

  createCreditRequest(
    request: CreateCreditRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest> {
    return this.json('POST', '/requests', { ...options, body: request });
  }

  grantCreditRequest(
    id: string,
    request: GrantCreditRequest = {},
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest> {
    return this.json('POST', path`/requests/${id}/grant`, {
      ...options,
      body: request,
    });
  }

  declineCreditRequest(
    id: string,
    request: DeclineCreditRequest = {},
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest> {
    return this.json('POST', path`/requests/${id}/decline`, {
      ...options,
      body: request,
    });
  }

  withdrawCreditRequest(
    id: string,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest> {
    return this.json('POST', path`/requests/${id}/withdraw`, options);
  }

  integrity(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<IntegrityResponse> {
    return this.json('GET', '/integrity', { ...options, query });
  }

  verify(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<IntegrityResponse> {
    return this.json('POST', '/integrity/verify', { ...options, query });
  }

  ledgerHealth(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<LedgerHealthResponse> {
    return this.json('GET', '/ledger/health', { ...options, query });
  }

  rebuildRollups(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RebuildResponse> {
    return this.json('POST', '/rollups/rebuild', { ...options, query });
  }

  analytics(
    query: AnalyticsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<AnalyticsResponse> {
    return this.json('POST', '/analytics/query', { ...options, body: query });
  }

  reports(
    query?: ReportsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportsResponse> {
    return this.json('GET', '/reports', { ...options, query: query as Query });
  }

  report(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Report> {
    return this.json('GET', path`/reports/${id}`, { ...options, query });
  }

  createReport(
    request: ReportRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Report> {
    return this.json('POST', '/reports', { ...options, body: request });
  }

  updateReport(
    id: string,
    request: ReportRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Report> {
    return this.json('PUT', path`/reports/${id}`, {
      ...options,
      body: request,
    });
  }

  async deleteReport(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<void> {
    await this.send('DELETE', path`/reports/${id}`, { ...options, query });
  }

  runReport(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRun> {
    return this.json('POST', path`/reports/${id}/runs`, { ...options, query });
  }

  reportRuns(
    id: string,
    query?: ReportsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRunsResponse> {
    return this.json('GET', path`/reports/${id}/runs`, {
      ...options,
      query: query as Query,
    });
  }

  reportRun(
    runId: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRunDetail> {
    return this.json('GET', path`/reports/runs/${runId}`, {
      ...options,
      query,
    });
  }

  cancelReportRun(
    runId: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRun> {
    return this.json('POST', path`/reports/runs/${runId}/cancel`, {
      ...options,
      query,
    });
  }

  previewReportSchedule(
    request: ReportSchedulePreviewRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportSchedulePreview> {
    return this.json('POST', '/reports/schedule', {
      ...options,
      body: request,
    });
  }

  reportFile(
    id: string,
    format: ReportFormat,
    query?: ReportFileQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CsvExport> {
    return this.file(path`/reports/${id}.${format}`, { ...options, query });
  }

  focusExport(
    query: FocusQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CsvExport> {
    return this.file('/reports/focus.csv', { ...options, query });
  }

  waste(
    query: InsightsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<WasteResponse> {
    return this.json('GET', '/insights/waste', { ...options, query });
  }

  wasteEvents(
    query: WasteEventsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<WasteEventsResponse> {
    return this.json('GET', '/insights/waste/events', { ...options, query });
  }

  efficiency(
    query: InsightsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<EfficiencyResponse> {
    return this.json('GET', '/insights/efficiency', { ...options, query });
  }

  forecast(
    query?: ForecastQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ForecastResponse> {
    return this.json('GET', '/forecast', { ...options, query });
  }

  unusualDays(
    query: InsightsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<UnusualResponse> {
    return this.json('GET', '/insights/unusual', { ...options, query });
  }

  recommendations(
    query?: RecommendationsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RecommendationsResponse> {
    return this.json('GET', '/insights/recommendations', { ...options, query });
  }

  acceptRecommendation(
    id: string,
    decision?: RecommendationDecision,
    options?: AiCreditsRequestOptions,
  ): Promise<RecommendationDecisionResponse> {
    return this.json('POST', path`/insights/recommendations/${id}/accept`, {
      ...options,
      body: decision ?? {},
    });
  }

  dismissRecommendation(
    id: string,
    decision: RecommendationDecision & { reason: string },
    options?: AiCreditsRequestOptions,
  ): Promise<RecommendationDecisionResponse> {
    return this.json('POST', path`/insights/recommendations/${id}/dismiss`, {
      ...options,
      body: decision,
    });
  }

  private async json<T>(method: string, route: string, call?: Call) {
    const response = await this.send(method, route, call);
    return (await response.json()) as T;
  }

  private async file(route: string, call: Call): Promise<CsvExport> {
    const response = await this.send('GET', route, call);
    if (!response.body) {
      throw new TypeError('this fetch does not give access to the body');
    }
    const disposition = response.headers.get('content-disposition') ?? '';
    const fileName = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
    return {
      ...(fileName === undefined ? {} : { fileName }),
      body: response.body,
    };
  }

  private async send(
    method: string,
    route: string,
    { query, body, text, token, signal }: Call = {},
  ): Promise<Response> {
    const sent =
      body === undefined
        ? text
        : { content: JSON.stringify(body), type: 'application/json' };
    const response = await this.fetchApi.fetch(await this.url(route, query), {
      method,
      headers: {
        ...(sent === undefined ? {} : { 'Content-Type': sent.type }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(sent === undefined ? {} : { body: sent.content }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) {
      const error = await ResponseError.fromResponse(response);
      throw RefusedError.fromResponseError(error) ?? error;
    }
    return response;
  }

  private async url(route: string, query: Query = {}): Promise<string> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) {
          parameters.append(name, String(item));
        }
      }
    }
    const search = parameters.toString();
    return `${await this.getBaseUrl()}/v1${route}${search && `?${search}`}`;
  }
}

/** Writes ids into a path, encoded. */
function path(parts: TemplateStringsArray, ...ids: string[]): string {
  return parts.reduce(
    (text, part, i) => `${text}${encodeURIComponent(ids[i - 1])}${part}`,
  );
}
