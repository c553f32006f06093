"""Who gets what answer from which address of their own practice: one table.

The columns, in the order of `PEOPLE` (people.py):

owner   an owner who holds consultations; lead: one who holds none
admin   administrator
prov    the provider whose appointment, running at this moment, the address is about
coll    another provider, a colleague
orga    organiser
clie    no practice, but an account under the address that was invited
link    no account, but has opened the link of the invitation
guest   has opened the link of another appointment
none    nobody we know

A form is sent empty: 422 and 400 are for somebody who may send it. 302 leads on, `in` to the page
for signing in. HEAD answers like GET. By a method that is not listed everybody is refused.
"""

TABLE = """
address                        by      owner  lead admin  prov  coll  orga  clie  link guest  none

pages:start                    get       200   200   200   200   200   200   200   200   200   200
pages:terms                    get       200   200   200   200   200   200   200   200   200   200
pages:terms_text               get       200   200   200   200   200   200   200   200   200   200
pages:processing_agreement     get       200   200   200   200   200   200   200   200   200   200
pages:processing_agreement_text get       200   200   200   200   200   200   200   200   200   200
pages:roles                    get       200   200   200   200   200   200   200   200   200   200
pages:promises                 get       200   200   200   200   200   200   200   200   200   200
pages:receipt                  get       200   200   200   200   200   200   200   200   200   200
pages:receipt                  post      422   422   422   422   422   422   422   422   422   422
pages:help                     get       200   200   200   200   200   200   200   200   200   200
legal:imprint                  get       200   200   200   200   200   200   200   200   200   200
legal:privacy                  get       200   200   200   200   200   200   200   200   200   200
legal:accessibility            get       200   200   200   200   200   200   200   200   200   200
legal:history                  get       200   200   200   200   200   200   200   200   200   200
legal:edition                  get       404   404   404   404   404   404   404   404   404   404
contact:form                   get       200   200   200   200   200   200   200   200   200   200
contact:form                   post      422   422   422   422   422   422   422   422   422   422
language                       post      400   400   400   400   400   400   400   400   400   400
session                        get       200   200   200   200   200   200   200   200   200   200

account_login                  get       302   302   302   302   302   302   302   200   200   200
account_login                  post      302   302   302   302   302   302   302   422   422   422
account_logout                 post      302   302   302   302   302   302   302   302   302   302
account_profile                get       200   200   200   200   200   200   200    in    in    in
account_profile                post      422   422   422   422   422   422   422    in    in    in
account_picture                get       200   200   200   200   200   200   200    in    in    in
account_picture                post      422   422   422   422   422   422   422    in    in    in
account_picture_withdraw       post      302   302   302   302   302   302   302    in    in    in
account_email_verification_sent get      302   302   302   302   302   302   302    in    in    in
account_email_verification_sent post     302   302   302   302   302   302   302    in    in    in
account_signup                 get       302   302   302   302   302   302   302   200   200   200
account_signup                 post      302   302   302   302   302   302   302   422   422   422
account_reset_password         get       200   200   200   200   200   200   200   200   200   200
account_reset_password         post      422   422   422   422   422   422   422   422   422   422
account_confirm_password_reset_code get  302   302   302   302   302   302   302   302   302   302
account_confirm_password_reset_code post 302   302   302   302   302   302   302   302   302   302
account_complete_password_reset get      302   302   302   302   302   302   302   302   302   302
account_complete_password_reset post     302   302   302   302   302   302   302   302   302   302
account_email                  get       200   200   200   302   200   200   200    in    in    in
account_email                  post      422   422   422   302   422   422   422    in    in    in
account_change_password        get       302   302   302   302   302   302   302    in    in    in
account_change_password        post      302   302   302   302   302   302   302    in    in    in
account_set_password           get       200   200   200   302   200   200   200    in    in    in
account_set_password           post      422   422   422   302   422   422   422    in    in    in
mfa_index                      get       200   200   200   200   200   200   200    in    in    in
account_end_others             post      302   302   302   302   302   302   302    in    in    in
account_end_session            post      404   404   404   302   404   404   404    in    in    in
mfa_add_webauthn               get       200   200   200   302   200   200   200    in    in    in
mfa_add_webauthn               post      422   422   422   302   422   422   422    in    in    in
mfa_edit_webauthn              get       404   404   404   302   404   404   404    in    in    in
mfa_edit_webauthn              post      404   404   404   302   404   404   404    in    in    in
mfa_edit_webauthn              put      405   405   405   302   405   405   405    in    in    in
mfa_remove_webauthn            get       404   404   404   302   404   404   404    in    in    in
mfa_remove_webauthn            post      404   404   404   302   404   404   404    in    in    in
mfa_remove_webauthn            put      405   405   405   302   405   405   405    in    in    in
mfa_activate_totp              get       200   200   200   302   200   200   200    in    in    in
mfa_activate_totp              post      422   422   422   302   422   422   422    in    in    in
mfa_view_recovery_codes        get       404   404   404   302   404   404   404    in    in    in
mfa_download_recovery_codes    get       404   404   404   302   404   404   404    in    in    in
mfa_generate_recovery_codes    get       302   302   302   302   302   302   302    in    in    in
mfa_generate_recovery_codes    post      302   302   302   302   302   302   302    in    in    in
mfa_reauthenticate             get       403   403   403   302   403   403   403    in    in    in
mfa_reauthenticate             post      403   403   403   302   403   403   403    in    in    in
mfa_reauthenticate_webauthn    get       403   403   403   200   403   403   403    in    in    in
mfa_reauthenticate_webauthn    post      403   403   403   302   403   403   403    in    in    in
mfa_deactivate_totp            get       404   404   404   404   404   404   404    in    in    in
mfa_login_webauthn             get       302   302   302   302   302   302   302    in    in    in
mfa_login_webauthn             post      302   302   302   302   302   302   302    in    in    in
mfa_authenticate               get       302   302   302   302   302   302   302    in    in    in
mfa_authenticate               post      302   302   302   302   302   302   302    in    in    in
account_reauthenticate         get       403   403   403   302   403   403   403    in    in    in
account_reauthenticate         post      403   403   403   302   403   403   403    in    in    in

rooms:code                     get       200   200   200   200   200   200   200   200   200   200
rooms:code                     post      422   422   422   422   422   422   422   422   422   422
rooms:link                     get       302   302   302   302   302   302   302   302   302   302
rooms:door                     get       404   404   404   404   404   404   404   200   404   404
rooms:moderator-picture        get       404   404   404   404   404   404   404   200   404   404
rooms:guest-data               get       404   404   404   404   404   404   404   200   404   404
rooms:guest-copy               get       404   404   404   404   404   404   404   200   404   404
rooms:guest-erase              get       404   404   404   404   404   404   404   200   404   404
rooms:guest-erase              post      404   404   404   404   404   404   404   200   404   404
rooms:door-ticket              post      404   404   404   404   404   404   404   200   404   404
rooms:answer-link              get       302   302   302   302   302   302   302   302   302   302
rooms:answer                   get       404   404   404   404   404   404   404   200   404   404
rooms:answer                   post      404   404   404   404   404   404   404   422   404   404
rooms:answer-own               post      404   404   404   404   404   404   302    in    in    in
rooms:open-own                 post      404   404   404   404   404   404   302    in    in    in
rooms:room                     get       403   403   403   200   403   403   403    in    in    in
rooms:room-ticket              post      403   403   403   200   403   403   403   403   403   403
rooms:ended                    post      403   403   403   204   403   403   403    in    in    in
rooms:open-again               post      403   403   403   302   403   403   403    in    in    in
rooms:lobby                    get       200   200   403   200   200   200   403    in    in    in
rooms:lobby-ticket             post      200   200   403   200   200   200   403   403   403   403

booking:settings               get      200   200   200   403   403   403   403    in    in    in
booking:settings               post     422   422   422   403   403   403   403    in    in    in
booking:new-service            get      200   200   200   403   403   403   403    in    in    in
booking:new-service            post     422   422   422   403   403   403   403    in    in    in
booking:change-service         get      200   200   200   403   403   403   403    in    in    in
booking:change-service         post     422   422   422   403   403   403   403    in    in    in
booking:close-days             post     422   422   422   403   403   403   403    in    in    in
booking:remove-days            post     302   302   302   302   403   403   403    in    in    in
booking:hours-of               get      200   200   200   200   403   403   403    in    in    in
booking:hours-of               post     302   302   302   302   403   403   403    in    in    in
booking:add-days               post     422   422   422   422   403   403   403    in    in    in
booking:own-hours              get      200   403   403   200   200   403   403    in    in    in
booking:waiting-list           get      200   200   200   200   200   200   403    in    in    in
booking:remove-entry           post     302   302   302   302   403   302   403    in    in    in
booking:wait                   get      200   200   200   200   200   200   200   200   200   200
booking:wait                   post     422   422   422   422   422   422   422   422   422   422
booking:waiting-sent           get      200   200   200   200   200   200   200   200   200   200
booking:entry                  get      404   404   404   404   404   404   404   404   404   404
booking:join                   post     404   404   404   404   404   404   404   404   404   404
booking:accept                 post     404   404   404   404   404   404   404   404   404   404
booking:decline                post     404   404   404   404   404   404   404   404   404   404
booking:leave-list             post     404   404   404   404   404   404   404   404   404   404
booking:start                  get      302   302   302   302   302   302   302   302   302   302
booking:sent                   get      302   302   302   302   302   302   302   302   302   302
booking:times                  get      200   200   200   200   200   200   200   200   200   200
booking:hold                   post     400   400   400   400   400   400   400   400   400   400
booking:leave                  post     302   302   302   302   302   302   302   302   302   302
booking:details                get      302   302   302   302   302   302   302   302   302   302
booking:details                post     422   422   422   422   422   422   422   422   422   422
booking:booking                get      404   404   404   404   404   404   404   404   404   404
booking:confirm                post     404   404   404   404   404   404   404   404   404   404
booking:cancel                 get      404   404   404   404   404   404   404   404   404   404
booking:cancel                 post     404   404   404   404   404   404   404   404   404   404
booking:move                   get      404   404   404   404   404   404   404   404   404   404
booking:move                   post     404   404   404   404   404   404   404   404   404   404

practices:register             get       200   200   200   200   200   200   200   200   200   200
practices:register             post      422   422   422   422   422   422   422   422   422   422
practices:welcome              get       200   200   200   200   200   200   403    in    in    in
practices:contract             get       200   200   403   403   403   403   403    in    in    in
practices:contract             post      422   422   403   403   403   403   403    in    in    in
practices:bank                 get       200   200   403   403   403   403   403    in    in    in
practices:bank                 post      422   422   403   403   403   403   403    in    in    in

mail:outbox                    get       404   404   404   404   404   404   404   404   404   404
mail:mail                      get       404   404   404   404   404   404   404   404   404   404
mail:attachment                get       404   404   404   404   404   404   404   404   404   404

appointments:today             get       200   200   200   200   200   200   403    in    in    in
appointments:home              get       302   302   302   302   302   302   302    in    in    in
appointments:upcoming          get       200   200   200   200   200   200   403    in    in    in
appointments:past              get       200   200   200   200   200   200   403    in    in    in
appointments:plan              get       200   200   200   200   200   200   403    in    in    in
appointments:plan              post      422   422   422   422   422   422   403    in    in    in
appointments:detail            get       200   200   200   200   403   200   403    in    in    in
appointments:calendar-file     get       200   200   200   200   403   200   403    in    in    in
appointments:series            get       200   200   200   200   403   200   403    in    in    in
appointments:change            get       200   200   200   200   403   200   403    in    in    in
appointments:change            post      422   422   422   422   403   422   403    in    in    in
appointments:move              get       200   200   200   200   403   200   403    in    in    in
appointments:move              post      422   422   422   422   403   422   403    in    in    in
appointments:move-by-script    post      422   422   422   422   403   422   403    in    in    in
appointments:hand-over         get       200   200   200   200   403   200   403    in    in    in
appointments:hand-over         post      422   422   422   422   403   422   403    in    in    in
appointments:cancel            get       200   200   200   200   403   200   403    in    in    in
appointments:cancel            post      302   302   302   302   403   302   403    in    in    in
appointments:extend            post      403   403   403   400   403   403   403    in    in    in
appointments:invite-again      post      302   302   302   302   403   302   403    in    in    in
appointments:participant       get       200   200   200   200   403   200   403    in    in    in
appointments:sheet             get       200   200   200   200   403   200   403    in    in    in
appointments:sheet-pdf         get       200   200   200   200   403   200   403    in    in    in
appointments:sheets            get       200   200   200   200   403   200   403    in    in    in
appointments:sheets-pdf        get       200   200   200   200   403   200   403    in    in    in
appointments:add-person        get       200   200   200   200   403   200   403    in    in    in
appointments:add-person        post      422   422   422   422   403   422   403    in    in    in
appointments:replace-address   get       200   200   200   200   403   200   403    in    in    in
appointments:replace-address   post      422   422   422   422   403   422   403    in    in    in
appointments:replace-link      get       200   200   200   200   403   200   403    in    in    in
appointments:replace-link      post      302   302   302   302   403   302   403    in    in    in
appointments:withdraw          get       200   200   200   200   403   200   403    in    in    in
appointments:withdraw          post      302   302   302   302   403   302   403    in    in    in
appointments:mine              get       200   200   200   200   200   200   200    in    in    in
appointments:feeds             get       200   200   200   200   200   200   200    in    in    in
appointments:open-feed         post      400   400   400   400   400   400   400    in    in    in
appointments:renew-feed        post      404   404   404   302   404   404   404    in    in    in
appointments:close-feed        post      404   404   404   302   404   404   404    in    in    in
appointments:feed              get       404   404   404   404   404   404   404   404   404   404
appointments:schedule          get       200   200   200   200   200   200   403    in    in    in
appointments:events            get       400   400   400   400   400   400   403    in    in    in
appointments:own-schedule      get       200   200   200   200   200   200   200    in    in    in
appointments:own-events        get       400   400   400   400   400   400   400    in    in    in

practices:details              get       200   200   200   403   403   403   403    in    in    in
practices:details              post      422   422   422   403   403   403   403    in    in    in
practices:presets              get       200   200   200   403   403   403   403    in    in    in
practices:presets              post      422   422   422   403   403   403   403    in    in    in
practices:hours                get       200   200   200   403   403   403   403    in    in    in
practices:hours                post      302   302   302   403   403   403   403    in    in    in
practices:trail                get       200   200   200   403   403   403   403    in    in    in

rights:end                     get       200   200   200   200   200   200   200    in    in    in
rights:end-confirm             get       200   200   200   302   200   200   200    in    in    in
rights:end-confirm             post      302   302   302   302   302   302   302    in    in    in
rights:end-confirm             put       405   405   405   302   405   405   405    in    in    in
rights:keep                    post      302   302   302   302   302   302   302    in    in    in
rights:close                   get       200   200   403   403   403   403   403    in    in    in
rights:close-confirm           get       200   200   403   302   403   403   403    in    in    in
rights:close-confirm           post      302   302   403   302   403   403   403    in    in    in
rights:close-confirm           put       405   405   405   405   405   405   403    in    in    in
rights:keep-practice           post      302   302   403   403   403   403   403    in    in    in
rights:terminate               get       200   200   200   200   200   200   200   200   200   200
rights:terminate               post      422   422   422   422   422   422   422   422   422   422
rights:receipt                 post      400   400   400   400   400   400   400   400   400   400
rights:undo                    get       410   410   410   410   410   410   410   410   410   410
rights:undo                    post      410   410   410   410   410   410   410   410   410   410
rights:data                    get       200   200   200   200   200   200   200    in    in    in
rights:copy                    get       200   200   200   302   200   200   200    in    in    in
rights:copy                    post      302   302   302   302   302   302   302    in    in    in
rights:copy                    put       405   405   405   302   405   405   405    in    in    in
rights:download                get       404   404   404   302   404   404   404    in    in    in
rights:download                post      405   405   405   302   405   405   405    in    in    in
rights:request                 get       200   200   200   200   200   200   200   200   200   200
rights:request                 post      422   422   422   422   422   422   422   422   422   422
practices:picture              get       200   200   200   200   200   200   404    in    in    in
practices:small-picture        get       200   200   200   200   200   200   404    in    in    in
practices:team                 get       200   200   200   403   403   403   403    in    in    in
practices:invite-member        get       200   200   200   403   403   403   403    in    in    in
practices:invite-member        post      422   422   422   403   403   403   403    in    in    in
practices:invite-member-again  post      302   302   302   403   403   403   403    in    in    in
practices:withdraw-invitation  post      302   302   302   403   403   403   403    in    in    in
practices:change-member        get       200   200   200   403   403   403   403    in    in    in
practices:change-member        post      422   422   422   403   403   403   403    in    in    in
practices:remove-member        get       200   200   200   403   403   403   403    in    in    in
practices:remove-member        post      422   422   422   403   403   403   403    in    in    in
practices:own-role             get       200   200   200   200   200   200   403    in    in    in
practices:leave                get       200   200   200   200   200   200   403    in    in    in
practices:leave                post      302   302   302   422   302   302   403    in    in    in
practices:switch               post      404   404   404   404   404   404   404    in    in    in
joining:join                   get       200   200   200   200   200   200   200   200   200   200
joining:join                   post      200   200   200   200   200   200   200   422   422   422
practices:look                 get       200   200   200   403   403   403   403    in    in    in
practices:look                 post      409   409   409   403   403   403   403    in    in    in
practices:look-preview         get       200   200   200   403   403   403   403    in    in    in
practices:logo                 post      422   422   422   403   403   403   403    in    in    in
practices:logo-remove          post      302   302   302   403   403   403   403    in    in    in

brand:stylesheet               get       404   404   404   404   404   404   404   404   404   404
brand:logo                     get       404   404   404   404   404   404   404   404   404   404

backoffice:promises            get       404   404   404   404   404   404   404    in    in    in
backoffice:look                post      404   404   404   404   404   404   404    in    in    in
backoffice:download            get       404   404   404   404   404   404   404    in    in    in
backoffice:visits              get       404   404   404   404   404   404   404    in    in    in
backoffice:addresses           get       404   404   404   404   404   404   404    in    in    in
backoffice:addresses           post      404   404   404   404   404   404   404    in    in    in
backoffice:unblock             post      404   404   404   404   404   404   404    in    in    in
backoffice:practices           get       404   404   404   404   404   404   404    in    in    in
backoffice:requests            get       404   404   404   404   404   404   404    in    in    in
backoffice:request             get       404   404   404   404   404   404   404    in    in    in
backoffice:request             post      404   404   404   404   404   404   404    in    in    in
"""
