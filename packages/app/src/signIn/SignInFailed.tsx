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

import { WarningPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Container from '@material-ui/core/Container';
import Box from '@material-ui/core/Box';
import { portalTranslationRef } from '../translations';

/** Says why signing in did not work and offers the two ways on. */
export function SignInFailed(props: {
  error: Error;
  onRetry: () => void;
  onOther: () => void;
}) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <Container maxWidth="sm">
      <Box pt={8}>
        <WarningPanel
          severity="error"
          title={t('signIn.failed')}
          message={props.error.message}
          defaultExpanded
        >
          <Button
            color="primary"
            variant="contained"
            disableElevation
            onClick={props.onRetry}
          >
            {t('signIn.retry')}
          </Button>{' '}
          <Button onClick={props.onOther}>{t('signIn.other')}</Button>
        </WarningPanel>
      </Box>
    </Container>
  );
}
