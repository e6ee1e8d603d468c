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

import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import {
  RiAddLine,
  RiDownloadLine,
  RiFileCopyLine,
  RiUploadLine,
} from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { ErrorState } from '../../../components/ErrorState';
import { saveFile } from '../../../data/download';
import { useAdminText } from '../../../translations/admin';
import { AddDialog } from './AddDialog';
import { CopyDialog } from './CopyDialog';
import { ImportDialog } from './ImportDialog';
import { AllocationsData } from './useAllocations';
import { LabelOf, useWords } from './useWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
    line: { flexBasis: '100%' },
  }),
  { name: 'AiCreditsAllocationActions' },
);

/** What can be done to many allocations at once, and to what has none. */
export function Actions(props: { data: AllocationsData; labelOf: LabelOf }) {
  const classes = useStyles();
  const { t } = useAdminText();
  const words = useWords();
  const api = useApi(aiCreditsApiRef);
  const [open, setOpen] = useState<'add' | 'copy' | 'import'>();
  const [saved, setSaved] = useState<number>();
  const { data } = props;
  const close = () => setOpen(undefined);
  const done = (changed: number) => {
    setSaved(changed);
    return data.refresh();
  };
  const download = useMutation({
    mutationFn: async () => {
      const { body, fileName } = await api.exportAllocations({
        period: data.period,
      });
      const content = await new Response(body).blob();
      saveFile(fileName ?? 'allocations.csv', content);
    },
  });
  return (
    <div className={classes.root}>
      <Button
        variant="outlined"
        color="primary"
        startIcon={<RiAddLine size={18} />}
        onClick={() => setOpen('add')}
      >
        {t('allocations.add')}
      </Button>
      <Button
        variant="outlined"
        startIcon={<RiFileCopyLine size={18} />}
        onClick={() => setOpen('copy')}
      >
        {t('allocations.copy', { period: words.period(data.period) })}
      </Button>
      <Button
        variant="outlined"
        startIcon={<RiUploadLine size={18} />}
        onClick={() => setOpen('import')}
      >
        {t('allocations.import')}
      </Button>
      <Button
        variant="outlined"
        startIcon={<RiDownloadLine size={18} />}
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        {t('allocations.export')}
      </Button>
      {download.isError && (
        <div className={classes.line}>
          <ErrorState
            error={download.error}
            title={t('allocations.exportFailed')}
          />
        </div>
      )}
      {saved !== undefined && (
        <Alert
          severity="success"
          className={classes.line}
          onClose={() => setSaved(undefined)}
        >
          {t('allocations.saved', { count: saved })}
        </Alert>
      )}
      {open === 'add' && (
        <AddDialog data={data} labelOf={props.labelOf} onClose={close} />
      )}
      {open === 'copy' && (
        <CopyDialog period={data.period} onDone={done} onClose={close} />
      )}
      {open === 'import' && (
        <ImportDialog unsaved={data.edits.size} onDone={done} onClose={close} />
      )}
    </div>
  );
}
